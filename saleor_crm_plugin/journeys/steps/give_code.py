"""Give a single-use code of one of the shop's vouchers."""

from collections.abc import Collection, Mapping
from typing import Annotated

from pydantic import Field

from ...core.sentences import Sentence
from ...saleor_adapter.vouchers import vouchers
from ..effects.give_code import GiveCode as Code
from ..step import GoesOn, Move, Next, Scene, Step, steps


@steps.register
class GiveCode(Step):
    """What it is worth, and on what, is the voucher's affair; after `valid_days` it is withdrawn."""

    code = "give_code"
    label = "Give a code"

    class Settings(GoesOn):
        voucher: Annotated[int, Field(ge=1)]
        valid_days: Annotated[int, Field(ge=1, le=365)] = 14

    def run(self, scene: Scene) -> Move:
        code = Code(
            voucher_id=self.settings.voucher, valid_days=self.settings.valid_days
        )
        return Next(self.settings.next, "given", effects=[code])

    def lacks(self, shop_channels: Collection[str] = ()) -> Mapping[str, Sentence]:
        wanted = self.settings.voucher
        voucher = vouchers([wanted]).get(wanted)
        if voucher is None:
            return {
                "voucher": Sentence(
                    "The shop has no voucher {voucher}.", voucher=wanted
                )
            }
        if not voucher.is_single_use:
            return {
                "voucher": Sentence(
                    "Codes of voucher {voucher} can be used again and again.",
                    voucher=wanted,
                )
            }
        return {}
