"""Restore balances and lots from the postings."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...ledger.checking import rebuild, verify
from ...ledger.models import Book


class Command(BaseCommand):
    help = "Makes a book's balances and lots what its postings say; posting waits meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("book", help="The code of the book.")

    def handle(self, *args: Any, **options: Any) -> None:
        book = Book.objects.filter(code=options["book"]).first()
        if book is None:
            raise CommandError(f"There is no book {options['book']!r}.")
        rebuilt = rebuild(book.pk)
        self.stdout.write(
            f"{book.code}: corrected {rebuilt.accounts} accounts and {rebuilt.lots} lots"
        )
        left = len(verify(book.pk))
        if left:
            raise CommandError(
                f"{left} differences remain: the postings themselves disagree."
            )
        self.stdout.write(f"{book.code}: 0 differences")
