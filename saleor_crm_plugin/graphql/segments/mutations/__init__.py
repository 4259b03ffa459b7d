"""What staff may change about segments."""

from ....segments.error_codes import SegmentErrorCode
from ...errors import error_type

CrmSegmentError = error_type("CrmSegment", SegmentErrorCode)
