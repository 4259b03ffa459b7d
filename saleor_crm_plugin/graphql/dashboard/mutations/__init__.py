"""What staff may change about our pages in the Dashboard, one file each."""

from ....dashboard.error_codes import DashboardErrorCode
from ...errors import error_type

CrmDashboardError = error_type("CrmDashboard", DashboardErrorCode)
