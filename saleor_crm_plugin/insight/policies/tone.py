"""Whether a text about or from a customer is kind or harsh: a word list per script, with negation.

Latin scripts are compared by whole words without accents (English and Italian), Chinese by parts of
the text, since it has no spaces. A word right after a negation counts for the other side. It is a
signal among others, not a judge: texts without a known word are neutral.
"""

import re
import unicodedata
from collections.abc import Iterable

_KIND = (
    "thank thanks grateful love loved loves lovely great excellent wonderful amazing perfect happy "
    "delighted pleased recommend recommended recommends fantastic brilliant friendly helpful "
    "beautiful favourite favorite best enjoyed enjoys kind praised praises satisfied "
    "grazie adoro adora adorato ottimo ottima ottimi ottime eccellente eccellenti perfetto perfetta "
    "bellissimo bellissima bellissimi bellissime fantastico fantastica fantastici contento contenta "
    "felice felici soddisfatto soddisfatta consiglio consiglia consigliato gentile gentili "
    "gentilissimi bravi bravissimi complimenti meraviglioso meravigliosa splendido splendida "
    "preferito preferita entusiasta ringrazia"
)
KIND = frozenset(_KIND.split())
_HARSH = (
    "angry annoyed awful bad broken complain complained complains complaint complaints damaged "
    "defective disappointed disappointing disgusting faulty fraud furious hate horrible ignored "
    "late lawyer rude scam terrible unacceptable unhappy unhelpful upset useless worst wrong "
    "shame cheated misled "
    "arrabbiato arrabbiata pessimo pessima pessimi deluso delusa delusi deludente delusione rotto "
    "rotta danneggiato danneggiata difettoso difettosa reclamo reclami lamenta lamentato lamentata "
    "vergogna vergognoso truffa truffato inaccettabile ritardo scortese maleducato maleducati "
    "orribile schifo schifezza furioso furiosa inutile avvocato scandaloso peggiore peggio "
    "insoddisfatto insoddisfatta"
)
HARSH = frozenset(_HARSH.split())
_NEGATIONS = "not no non never without hardly isn't wasn't mai senza nessun"
NEGATIONS = frozenset(_NEGATIONS.split())
# How many words a negation reaches over: "not at all happy".
REACH = 3

KIND_CJK = (
    *(
        "谢谢",
        "感谢",
        "喜欢",
        "满意",
        "很好",
        "太好",
        "非常好",
        "完美",
        "推荐",
        "开心",
        "棒",
    ),
    *("漂亮", "惊喜", "优秀", "贴心", "热情", "好评", "支持你们", "最爱", "愉快", "赞"),
)
HARSH_CJK = (
    *(
        "失望",
        "投诉",
        "生气",
        "太差",
        "很差",
        "差评",
        "垃圾",
        "骗子",
        "欺骗",
        "坏了",
        "破损",
    ),
    *(
        "退款",
        "太慢",
        "态度恶劣",
        "不满",
        "糟糕",
        "后悔",
        "再也不",
        "不会再",
        "愤怒",
        "气死",
    ),
    *("假货", "没人理", "不负责", "律师"),
)
NEGATIONS_CJK = "不没未别"

# A comma or a full stop ends what a negation reaches over.
_WORD = re.compile(r"[a-z']+|[.,;:!?]")


def tone_of(text: str) -> int:
    """Return 1 for a kind text, -1 for a harsh one, 0 for neither or both alike."""
    plain = _plain(text)
    score = _latin(plain) + _chinese(plain)
    return (score > 0) - (score < 0)


def _plain(text: str) -> str:
    """Return the text in lower case, full-width letters made narrow, without accents."""
    spread = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _latin(plain: str) -> int:
    score, negated = 0, 0
    for word in _WORD.findall(plain):
        sign = (word in KIND) - (word in HARSH)
        score += -sign if negated else sign
        if word in NEGATIONS or word.endswith("n't"):
            negated = REACH
        else:
            negated = max(negated - 1, 0) if word[0].isalpha() else 0
    return score


def _chinese(plain: str) -> int:
    return _count(plain, KIND_CJK) - _count(plain, HARSH_CJK)


def _count(plain: str, parts: Iterable[str]) -> int:
    """Return how often parts occur, less twice those after a negation."""
    total = 0
    for part in parts:
        for found in re.finditer(part, plain):
            before = plain[max(found.start() - 1, 0) : found.start()]
            total += -1 if before and before in NEGATIONS_CJK else 1
    return total
