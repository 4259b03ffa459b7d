"""The draw as SQL, one expression for everybody who draws or foresees a draw."""

from ..saleor_adapter.private_hash import text_hash
from .policies import BUCKETS


def salt_of(code: str) -> str:
    """Return the salt that an experiment of this code gets when it is made.

    It follows from the code and from the shop's secret, which nobody outside knows: so a draw can
    be foreseen before there is an experiment. An experiment keeps the one it was made with.
    """
    return text_hash(f"experiment:{code}")


def bucket_under(salt: str, row: str = "profile") -> str:
    """Return the draw of a row of profiles under a salt, itself given in SQL.

    15 hexadecimal digits are 60 bits: `policies.bucket` says the same in Python.
    """
    return f"""mod(('x0' || left(encode(sha256(
    ({salt} || ':' || {row}.public_id::text)::bytea), 'hex'), 15)
)::bit(64)::bigint, {BUCKETS})"""


# Of the rows `experiment` and `profile`.
BUCKET = bucket_under("experiment.salt")
# The same for everybody in the relation `crowd` (profile_id), as the relation `sides`: an earlier
# draw before all, else by the experiment's salt and share or by others.
_SIDES = """
sides AS MATERIALIZED (
    SELECT crowd.profile_id, {bucket} AS bucket, known.is_held_out AS was_held_out,
           coalesce(known.is_held_out, {bucket} < {share}, false) AS is_held_out
    FROM crowd
    JOIN crm_profile AS profile ON profile.id = crowd.profile_id
    LEFT JOIN crm_experiment AS experiment ON experiment.id = %(experiment)s
    LEFT JOIN crm_holdout_assignment AS known
           ON known.experiment_id = experiment.id AND known.profile_id = crowd.profile_id
)"""
# For who draws a crowd in one statement: `drawn` keeps what was drawn now. The draw follows from
# the salt alone, so whoever draws the same people meanwhile finds the same.
DRAW_A_CROWD = f"""{_SIDES.format(bucket=BUCKET, share="experiment.held_out_basis_points")}, drawn AS (
    INSERT INTO crm_holdout_assignment
           (experiment_id, profile_id, bucket, is_held_out, assigned_at)
    SELECT %(experiment)s, profile_id, bucket, is_held_out, %(now)s
    FROM sides WHERE was_held_out IS NULL AND bucket IS NOT NULL ORDER BY profile_id
    ON CONFLICT (experiment_id, profile_id) DO NOTHING
)"""  # noqa: S608 only constants of this area
# For who only wants to know how it would come out: under the share that the experiment will have,
# and the salt that it will get where it is not there yet.
FORESEE_A_CROWD = _SIDES.format(
    bucket=bucket_under("coalesce(experiment.salt, %(salt)s)"), share="%(share)s"
)
