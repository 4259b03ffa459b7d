"""Prove that balances, lots and postings agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...ledger.checking import verify
from ...ledger.models import Book, Posting


class Command(BaseCommand):
    help = "Compares the balances, lots and postings of all books, or of one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--book", help="The code of the only book to look at.")

    def handle(self, *args: Any, **options: Any) -> None:
        books = Book.objects.order_by("code")
        if options["book"]:
            books = books.filter(code=options["book"])
        found = list(books)
        if options["book"] and not found:
            raise CommandError(f"There is no book {options['book']!r}.")
        wrong = sum(self._verify(book) for book in found)
        if wrong:
            raise CommandError(
                f"{wrong} differences. The postings are never wrong: see why they came, then "
                "run crm_ledger_rebuild."
            )

    def _verify(self, book: Book) -> int:
        differences = verify(book.pk)
        for difference in differences:
            self.stdout.write(
                f"{book.code}: {difference.check}: {difference.table} {difference.row_id}: "
                f"{difference.column} is {difference.stored}, should be {difference.computed}"
            )
        postings = Posting.objects.filter(transaction__book=book).count()
        self.stdout.write(
            f"{book.code}: {postings} postings, {len(differences)} differences"
        )
        return len(differences)
