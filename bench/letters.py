"""One e-mail made ready to be sent, against the calls of libraries that it takes.

A batch of letters about an order each: consent to being watched, live values, template, MJML,
styles inlined, plain text, links stored and signed. The floor is Liquid, MJML, the inliner and
the signatures alone, with the same values, templates parsed before.
"""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import css_inline
import mjml
from django.core.signing import Signer
from django.db import connection

from saleor_crm_plugin.messaging.actions.pass_gate import pass_gate
from saleor_crm_plugin.messaging.actions.queue import queue_messages
from saleor_crm_plugin.messaging.claims import Claimed
from saleor_crm_plugin.messaging.intents import Intent, MessageSubject
from saleor_crm_plugin.messaging.rendering import render_batch
from saleor_crm_plugin.messaging.terms import Terms, read_terms
from saleor_crm_plugin.templates.actions.ready_made import install_ready_made
from saleor_crm_plugin.templates.context import Subject, contexts
from saleor_crm_plugin.templates.liquid_engine import BLOCKS, parsed
from saleor_crm_plugin.templates.queries import published

from ._readers import AUTHOR, NOON, audience, choose, make_readers
from ._shop import Template, copy_orders, make_template
from .figure import Figure, Size

LETTERS = {Size.SMALL: (50, 500), Size.LARGE: (500, 5_000)}
TEMPLATE = "feedback_request"
LANGUAGE = "en"
ROUNDS = 5
GOAL = 2.0
FLAT_GOAL = 1.5
LINKS = {
    "how_was_it": "https://shop.example.com/plugins/crm/answer/token",
    "preferences": "https://shop.example.com/plugins/crm/preferences/token",
    "unsubscribe": "https://shop.example.com/plugins/crm/unsubscribe/token",
}
ORDERS = "SELECT id::text FROM order_order WHERE id <> %s ORDER BY id"
Values = Mapping[str, Any]


def measure(size: Size) -> list[Figure]:
    """Render few letters and many, each in turn with the calls of libraries for the same."""
    few, many = LETTERS[size]
    template = make_template()
    copy_orders(template, many)
    install_ready_made([TEMPLATE], author=AUTHOR, now=NOON)
    choose(tokens=many)
    make_readers(many, are_different=False)
    terms = read_terms()
    claimed = _claimed(template, many, terms)
    values = _values(claimed, terms)
    share_of_few, _ = _compared(claimed[:few], values[:few], terms)
    share, seconds = _compared(claimed, values, terms)
    print(f"one of {many:,} letters: {seconds * 1000:.2f} ms, {share:.2f} × libraries")
    print(f"one of {few:,} letters: {share_of_few:.2f} × libraries")
    return [
        Figure(name="letters", ratio=share, goal=GOAL, at_most=True),
        Figure(
            name="letters_growth",
            ratio=share / share_of_few,
            goal=FLAT_GOAL,
            at_most=True,
        ),
    ]


def _claimed(template: Template, count: int, terms: Terms) -> Sequence[Claimed]:
    """Let one message per reader through the gate, each about an order."""
    with connection.cursor() as cursor:
        cursor.execute(ORDERS, [template.order.pk])
        orders = [row[0] for row in cursor.fetchall()]
    readers = [profile_id for page in audience(count) for profile_id in page]
    queue_messages(
        [
            Intent(
                source_kind="journey",
                source_id="1",
                occurrence="1",
                profile_id=profile_id,
                purpose="marketing",
                template_code=TEMPLATE,
                channels=("email",),
                channel_slug=template.channel.slug,
                subject=MessageSubject(order_id=order_id),
                due_at=NOON,
            )
            for profile_id, order_id in zip(readers, orders, strict=True)
        ],
        now=NOON,
    )
    return pass_gate(terms, now=NOON, limit=count, crowd=Counter()).claimed


def _values(claimed: Sequence[Claimed], terms: Terms) -> list[Values]:
    """Return what Liquid is given for each letter."""
    subjects = [
        Subject(
            profile_id=one.message.profile_id,
            language=LANGUAGE,
            channel=one.message.channel_slug,
            order_id=one.message.subject["order_id"],
            links=LINKS,
        )
        for one in claimed
    ]
    slug = claimed[0].message.channel_slug
    return list(contexts(subjects, storefronts={slug: terms.words(slug)}, now=NOON))


def _compared(
    claimed: Sequence[Claimed], values: Sequence[Values], terms: Terms
) -> tuple[float, float]:
    """Return how many times the libraries' time a letter takes, and its seconds; medians."""
    libraries = _libraries()
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        rendered = render_batch(claimed, terms, now=NOON)
        between = time.perf_counter()
        for one in values:
            libraries(one)
        rounds.append((between - started, time.perf_counter() - between))
        if len(rendered.ready) != len(claimed):
            raise AssertionError(f"Not rendered: {rendered.failed[:5]}")
    share = statistics.median(ours / theirs for ours, theirs in rounds)
    return share, statistics.median(ours for ours, _ in rounds) / len(claimed)


def _libraries() -> Callable[[Values], None]:
    """Return a function that makes the calls of one letter: Liquid, MJML, inliner, signatures."""
    content = published([TEMPLATE])[TEMPLATE].content_for(LANGUAGE, {})
    head, foot = (
        parsed("frame", (BLOCKS / f"{name}.mjml").read_text(), is_html=True)
        for name in ("frame_head", "frame_foot")
    )
    preheader = parsed("preheader", content.preheader, is_html=True)
    body = parsed("body", content.body, is_html=True)
    subject = parsed("subject", content.subject, is_html=False)
    inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
    signer = Signer(key="bench", salt="bench")

    def call(values: Values) -> None:
        frame = {**values, "preheader": preheader.render(**values)}
        subject.render(**values)
        source = head.render(**frame) + body.render(**frame) + foot.render(**frame)
        made = mjml.mjml2html(source, disable_comments=True)
        inliner.inline(str(getattr(made, "html", made)))
        # Both ways out, and the picture that tells of an opening.
        for number in range(len(LINKS) + 1):
            signer.sign_object([0, "0" * 32, number])

    return call
