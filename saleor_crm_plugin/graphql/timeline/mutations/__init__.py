"""What staff may write about people."""

from ....timeline.error_codes import TimelineErrorCode
from ...errors import error_type

CrmTimelineError = error_type("CrmTimeline", TimelineErrorCode)
