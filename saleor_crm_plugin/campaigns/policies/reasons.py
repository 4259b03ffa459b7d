"""Why campaigns take a step by themselves, and why somebody in an audience gets nothing."""

import enum


class StepReason(enum.StrEnum):
    """Why a campaign took a step without anybody's word."""

    DUE = "due"
    FINISHED = "finished"
    NEXT_OCCURRENCE = "next_occurrence"
    MISSED = "missed"
    NO_MORE_OCCURRENCES = "no_more_occurrences"
    SEGMENT_ARCHIVED = "segment_archived"
    TEMPLATE_WITHDRAWN = "template_withdrawn"
    VOUCHER_GONE = "voucher_gone"
    APPROVAL_MISSING = "approval_missing"
    TOO_MANY_UNSUBSCRIBE = "too_many_unsubscribe"
    TOO_MANY_COMPLAIN = "too_many_complain"
    UNREADABLE = "unreadable"


class RunEnd(enum.StrEnum):
    """Why a run is over: all was said, there was nobody, staff canceled it, or time was up.

    MISSED never began: nobody looked before even the last recipient would have got it too late.
    """

    SENT = "sent"
    NOBODY = "nobody"
    CANCELED = "canceled"
    TIME_OVER = "time_over"
    MISSED = "missed"


class Exclusion(enum.StrEnum):
    """Why somebody in an audience gets no message of a run; never undone.

    EXCLUDED is in a segment or on a list that the campaign leaves out; NO_VARIANT fulfills the
    condition of no variant; NO_CODE was left without a code of the voucher; ERASED wished to be
    forgotten meanwhile; MERGED is told as the person that they turned out to be; CANCELED was not
    queued yet when the run was canceled; TIME_OVER neither when the run's time was up, or was due
    by their own clock longer ago than messages are kept.
    """

    EXCLUDED = "excluded"
    NO_VARIANT = "no_variant"
    NO_CODE = "no_code"
    ERASED = "erased"
    MERGED = "merged"
    CANCELED = "canceled"
    TIME_OVER = "time_over"
