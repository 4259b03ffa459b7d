"""Open a set of books."""

from ..models import Book


def open_book(code: str) -> Book:
    """Return the book with this code, made if it is new. Safe to run twice at once."""
    book, _ = Book.objects.get_or_create(code=code)
    return book
