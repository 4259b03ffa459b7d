"""What staff may change about templates, one file each."""

from ....templates.error_codes import TemplateErrorCode
from ...errors import error_type

CrmTemplateError = error_type("CrmTemplate", TemplateErrorCode)
