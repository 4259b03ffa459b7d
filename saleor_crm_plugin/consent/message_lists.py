"""The lists of messages that come with the package, as preference centers call them."""

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "birthday": {
        "en": "Birthday wishes",
        "it": "Auguri di compleanno",
        "zh": "生日祝福",
    },
    "carts": {
        "en": "Reminders of what is in your cart",
        "it": "Promemoria del carrello",
        "zh": "购物车提醒",
    },
    "club": {
        "en": "Your points and level",
        "it": "I tuoi punti e il tuo livello",
        "zh": "积分与等级",
    },
    "goods": {
        "en": "Goods that you viewed or wait for",
        "it": "Articoli che hai visto o che aspetti",
        "zh": "您浏览或等待的商品",
    },
    "orders": {
        "en": "Questions about your orders",
        "it": "Domande sui tuoi ordini",
        "zh": "订单回访",
    },
    "reminders": {
        "en": "Reminders after a longer time",
        "it": "Promemoria dopo un periodo più lungo",
        "zh": "久未光顾的提醒",
    },
    "vip": {
        "en": "Early access",
        "it": "Accesso anticipato",
        "zh": "抢先体验",
    },
    "welcome": {
        "en": "Welcome letters",
        "it": "Lettere di benvenuto",
        "zh": "欢迎信",
    },
}
