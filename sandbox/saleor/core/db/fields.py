"""Amounts with their currency, read and written as `prices.Money` over plain columns."""

from decimal import Decimal
from typing import Any

from django.db.models import Field, Model
from prices import Money, TaxedMoney


class NonDatabaseFieldBase:
    """A field that Django shows among the private ones and that migrations never see."""

    blank = generated = True
    auto_created = concrete = editable = is_relation = primary_key = unique = False
    many_to_many = many_to_one = one_to_many = one_to_one = None
    column = remote_field = None
    empty_values: list[Any] = [None, ""]

    def __init__(self) -> None:
        self.creation_counter = Field.creation_counter
        Field.creation_counter += 1

    def __lt__(self, other: Any) -> bool:
        return bool(self.creation_counter < other.creation_counter)

    def contribute_to_class(self, cls: type[Model], name: str, **kwargs: Any) -> None:
        self.name = self.attname = name
        self.model = cls
        cls._meta.add_field(self, private=True)
        setattr(cls, name, self)

    def clean(self, value: Any, model_instance: Model) -> Any:
        return value


class MoneyField(NonDatabaseFieldBase):
    """An amount column and a currency column as one `Money`."""

    def __init__(
        self, amount_field: str = "price_amount", currency_field: str = "price_currency"
    ) -> None:
        super().__init__()
        self.amount_field = amount_field
        self.currency_field = currency_field

    def __get__(self, instance: Model | None, cls: type[Model] | None = None) -> Any:
        if instance is None:
            return self
        amount = getattr(instance, self.amount_field)
        currency = getattr(instance, self.currency_field)
        if amount is None or currency is None:
            return self.get_default()
        return Money(amount, currency)

    def __set__(self, instance: Model, value: Money | None) -> None:
        setattr(instance, self.amount_field, None if value is None else value.amount)
        setattr(
            instance, self.currency_field, None if value is None else value.currency
        )

    def get_default(self) -> Money | None:
        amount = self.model._meta.get_field(self.amount_field).get_default()
        currency = self.model._meta.get_field(self.currency_field).get_default()
        return None if amount is None else Money(Decimal(amount), currency)


class TaxedMoneyField(NonDatabaseFieldBase):
    """A net column, a gross column and a currency column as one `TaxedMoney`."""

    def __init__(
        self,
        net_amount_field: str = "price_amount_net",
        gross_amount_field: str = "price_amount_gross",
        currency_field: str = "currency",
    ) -> None:
        super().__init__()
        self.net_amount_field = net_amount_field
        self.gross_amount_field = gross_amount_field
        self.currency_field = currency_field

    def __get__(self, instance: Model | None, cls: type[Model] | None = None) -> Any:
        if instance is None:
            return self
        net = getattr(instance, self.net_amount_field)
        gross = getattr(instance, self.gross_amount_field)
        if net is None or gross is None:
            return None
        currency = getattr(instance, self.currency_field)
        return TaxedMoney(Money(net, currency), Money(gross, currency))

    def __set__(self, instance: Model, value: TaxedMoney | None) -> None:
        setattr(
            instance, self.net_amount_field, None if value is None else value.net.amount
        )
        setattr(
            instance,
            self.gross_amount_field,
            None if value is None else value.gross.amount,
        )
        setattr(
            instance, self.currency_field, None if value is None else value.currency
        )
