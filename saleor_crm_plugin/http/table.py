"""Every path that the plugin answers, with its view, methods, limits and who may come.

The first row that matches counts. A client is counted per row, so that nobody can use up what
others need; shops behind one address share it, hence the generous numbers.
"""

from ..consent.links import CONFIRM, CONFIRM_WITHIN, PREFERENCES, UNSUBSCRIBE
from ..identity.links import VERIFY, VERIFY_WITHIN
from ..imports.actions.export_members import KEPT as LIST_KEPT
from ..imports.links import (
    DOWNLOAD,
    DOWNLOAD_WITHIN,
    MADE_LIST,
    UPLOAD,
    UPLOAD_WITHIN,
)
from ..messaging.answer_links import ANSWER, ANSWER_WITHIN
from ..privacy.links import COPY, KEPT
from ..saleor_adapter.cart_links import CART, CART_WITHIN
from ..templates.tracked_links import LINK, OPEN
from .answers import answer_page
from .carts import restore_cart
from .confirm import confirm_page
from .copies import fetch_copy
from .dashboard_pages import (
    dashboard_manifest,
    dashboard_page,
    dashboard_token,
    letter_page,
)
from .files import send_list, send_made_list, take_file_piece
from .links import follow_link, show_picture
from .preferences import preferences_page
from .provider_webhooks import provider_webhook
from .route import KILOBYTE, Authentication, Rate, Route
from .unsubscribe import unsubscribe_page
from .verify import verify_page

ROUTES: tuple[Route, ...] = (
    Route(
        pattern="unsubscribe/<token>",
        view=unsubscribe_page,
        methods=("GET", "POST"),
        body_limit=4 * KILOBYTE,
        # Large mail providers send their users' clicks from few addresses.
        rate=Rate(600),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=UNSUBSCRIBE,
        works_while_off=True,
    ),
    Route(
        pattern="preferences/<token>",
        view=preferences_page,
        methods=("GET", "POST"),
        body_limit=4 * KILOBYTE,
        rate=Rate(60),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=PREFERENCES,
        works_while_off=True,
    ),
    Route(
        pattern="confirm/<token>",
        view=confirm_page,
        methods=("GET", "POST"),
        body_limit=4 * KILOBYTE,
        rate=Rate(60),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=CONFIRM,
        token_max_age=CONFIRM_WITHIN,
    ),
    Route(
        pattern="copy/<token>",
        view=fetch_copy,
        methods=("GET",),
        rate=Rate(20),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=COPY,
        token_max_age=KEPT,
        # People have a right to their data, whatever the merchant switches.
        works_while_off=True,
    ),
    Route(
        pattern="verify/<token>",
        view=verify_page,
        methods=("GET", "POST"),
        body_limit=4 * KILOBYTE,
        rate=Rate(60),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=VERIFY,
        token_max_age=VERIFY_WITHIN,
    ),
    Route(
        pattern="answer/<token>",
        view=answer_page,
        methods=("GET", "POST"),
        body_limit=4 * KILOBYTE,
        rate=Rate(60),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=ANSWER,
        token_max_age=ANSWER_WITHIN,
    ),
    Route(
        pattern="cart/<token>",
        view=restore_cart,
        methods=("GET",),
        # Large mail providers look at links from few addresses.
        rate=Rate(600),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=CART,
        token_max_age=CART_WITHIN,
    ),
    Route(
        pattern="l/<token>",
        view=follow_link,
        methods=("GET",),
        # Offices and mail providers follow many people's links from one address.
        rate=Rate(1200),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=LINK,
    ),
    Route(
        pattern="o/<token>",
        view=show_picture,
        methods=("GET",),
        # Mail providers fetch the pictures of all their readers from few addresses.
        rate=Rate(6000),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=OPEN,
    ),
    Route(
        pattern="import/<token>",
        view=take_file_piece,
        methods=("POST",),
        body_limit=1024 * KILOBYTE,
        # The pieces of a few files.
        rate=Rate(300),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=UPLOAD,
        token_max_age=UPLOAD_WITHIN,
    ),
    Route(
        pattern="export/<token>",
        view=send_list,
        methods=("GET",),
        rate=Rate(30),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=DOWNLOAD,
        token_max_age=DOWNLOAD_WITHIN,
    ),
    Route(
        pattern="list/<token>",
        view=send_made_list,
        methods=("GET",),
        rate=Rate(30),
        authentication=Authentication.SIGNED_TOKEN,
        token_purpose=MADE_LIST,
        token_max_age=LIST_KEPT,
    ),
    Route(
        pattern="provider/<account>",
        view=provider_webhook,
        methods=("POST",),
        # Providers report up to a thousand events at once.
        body_limit=2048 * KILOBYTE,
        rate=Rate(3000),
        authentication=Authentication.PROVIDER,
    ),
    Route(
        pattern="dashboard",
        view=dashboard_page,
        methods=("GET",),
        rate=Rate(600),
        authentication=Authentication.PUBLIC,
        is_framed=True,
    ),
    Route(
        # Before the row below, which takes every path there.
        pattern="dashboard/letter",
        view=letter_page,
        methods=("GET",),
        rate=Rate(600),
        authentication=Authentication.PUBLIC,
        is_framed=True,
    ),
    Route(
        pattern="dashboard/<rest:page>",
        view=dashboard_page,
        methods=("GET",),
        # One page loads some dozens of files, and an office shares an address.
        rate=Rate(6000),
        authentication=Authentication.PUBLIC,
        is_framed=True,
    ),
    Route(
        pattern="manifest",
        view=dashboard_manifest,
        methods=("GET",),
        rate=Rate(60),
        authentication=Authentication.PUBLIC,
    ),
    Route(
        pattern="manifest/token",
        view=dashboard_token,
        methods=("POST",),
        body_limit=4 * KILOBYTE,
        rate=Rate(60),
        authentication=Authentication.PUBLIC,
    ),
)
