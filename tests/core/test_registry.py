"""The registry refuses at import what could not work later."""

import pytest

from saleor_crm_plugin.core.registry import RegistrationError, Registry


class Animal:
    code = ""


class Dog(Animal):
    code = "dog"


@pytest.fixture
def animals():
    registry = Registry(Animal)
    registry.register(Dog)
    return registry


def test_an_item_is_found_by_its_code(animals):
    assert animals["dog"] is Dog
    assert "dog" in animals
    assert list(animals) == [Dog]


def test_a_taken_code_is_refused(animals):
    class OtherDog(Animal):
        code = "dog"

    with pytest.raises(RegistrationError, match="'dog' is taken by Dog"):
        animals.register(OtherDog)

    assert list(animals) == [Dog]


def test_an_inherited_code_is_no_code(animals):
    class Puppy(Dog):
        pass

    with pytest.raises(RegistrationError, match="Puppy needs a code of its own"):
        animals.register(Puppy)


def test_a_stranger_is_refused(animals):
    class Stone:
        code = "stone"

    with pytest.raises(RegistrationError, match="not a subclass of Animal"):
        animals.register(Stone)

    assert len(animals) == 1


def test_a_temporary_item_leaves_even_when_the_block_fails(animals):
    class Cat(Animal):
        code = "cat"

    def fail_inside():
        with animals.registered_temporarily(Cat):
            assert animals["cat"] is Cat
            raise LookupError

    with pytest.raises(LookupError):
        fail_inside()

    assert "cat" not in animals
