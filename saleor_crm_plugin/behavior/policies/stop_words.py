"""Words that say nothing about what a text is about, in the languages of the shops we know best."""

_ENGLISH = """
a about after all also am an and any are as at be been before being but by can could did do does
doing for from had has have having he her here hers him his how i if in into is it its just me more
most my no nor not now of off on once only or other our out over own please she should so some such
than that the their them then there these they this those through to too under until up very was we
were what when where which while who whom why will with would you your
"""
_ITALIAN = """
a ad agli ai al alla alle allo anche avere che chi ci come con cosa da dagli dai dal dalla dalle
dallo degli dei del della delle dello di dove e ed essere fra gli ha hai hanno ho i il in io la le
lei li lo loro lui ma mi mia mie miei mio ne negli nei nel nella nelle nello no noi non o per perche
piu quale quali quando quanto quella quelle quelli quello questa queste questi questo se sei si sia
siamo siete sono su sua sue sugli sui sul sulla sulle sullo suo suoi ti tra tu tua tue tuo tuoi un
una uno vi voi vorrei
"""
_CHINESE = """
的 了 和 是 在 我 有 不 这 那 你 您 他 她 它 们 我们 你们 他们 就 都 也 很 与 及 或 而 但 但是 吗 呢 吧
啊 把 被 给 让 向 从 到 对 为 为了 因为 所以 如果 什么 怎么 怎样 哪 哪里 哪个 多少 几 一个 一 个 双 件
条 这个 那个 想 想要 我想 要 买 请 请问 可以 能 会 还 还是 没有 没 请 一双 一件 一条 么
這 個 們 嗎 為 與 對 從 讓 給 沒有 請 請問 什麼 怎麼 還 會 這個 那個
"""
_JAPANESE = """
の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など なっ ない この
ため その あっ よう また もの という あり まで られ なる へ か だ これ によって により おり より による
ず なり られる において ば なかっ なく しかし について せ だっ できる それ う ので なお のみ でき き つ
における および いう さらに でも ら たり その他 に関する たち ます ん なら です ました ください どう どこ
何 誰 ほしい 欲しい 探し 探 てい ている まし たい
"""
_THAI = """
ที่ และ ของ ใน เป็น มี ไม่ ได้ ให้ จะ กับ นี้ นั้น ว่า ก็ จาก แต่ หรือ ไป มา อยู่ อยาก อยากได้ ซื้อ ต้องการ
ครับ ค่ะ คะ นะ ขอ หา ไหม สำหรับ ฉัน ผม คุณ เรา
"""

STOP_WORDS = frozenset(f"{_ENGLISH} {_ITALIAN} {_CHINESE} {_JAPANESE} {_THAI}".split())
