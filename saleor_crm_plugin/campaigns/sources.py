"""How messages tell that a campaign's run has queued them."""

# With the run's id as the source's; each recipient gets one message of a run.
SOURCE_KIND = "campaign"
OCCURRENCE = "1"


def source_id(run_id: int) -> str:
    """Return the id under which messaging knows a run."""
    return str(run_id)


def experiment_code(campaign_id: int) -> str:
    """Return the code of the experiment that holds people back from one campaign."""
    return f"campaign:{campaign_id}"
