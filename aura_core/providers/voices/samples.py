"""
A paragraph to measure a voice's pace with.
"""

from __future__ import annotations

from typing import Final


__all__ = ["sample_text"]

_SAMPLES: Final = {
    "ar": (
        "يرتفع البحر وينخفض مرتين في اليوم على كل ساحل. فلماذا يتحرك؟ يجذب القمر الماء وتدور الأرض تحته، ولذلك تعرف معظم "
        "الأماكن مدين عاليين. وعندما تقف الشمس والقمر على خط واحد تجتمع قوتاهما. يعرف الصيادون ذلك منذ آلاف السنين، قبل أن "
        "يستطيع أحد تفسيره."
    ),
    "en": (
        "Twice a day the sea rises and falls along every coast. Why does it move at all? The moon pulls at the water, "
        "and the earth turns beneath it, so most places meet two high tides. When sun and moon stand in one line, the "
        "pull adds up. Fishermen have known this for thousands of years, long before anybody could explain it."
    ),
    "de": (
        "Zweimal am Tag steigt und fällt das Meer an jeder Küste. Warum bewegt es sich überhaupt? Der Mond zieht am "
        "Wasser, und die Erde dreht sich darunter, deshalb erleben die meisten Orte zwei Fluten. Wenn Sonne und Mond "
        "in einer Linie stehen, wirken beide zusammen. Die Fischer wissen das seit Jahrtausenden, lange bevor es "
        "jemand erklären konnte."
    ),
    "fr": (
        "Deux fois par jour, la mer monte et descend le long de chaque côte. Pourquoi bouge-t-elle ? La lune attire "
        "l'eau, et la terre tourne en dessous, si bien que la plupart des lieux connaissent deux marées hautes. Quand "
        "le soleil et la lune sont alignés, leurs forces s'ajoutent. Les pêcheurs le savent depuis des millénaires, "
        "bien avant qu'on puisse l'expliquer."
    ),
    "es": (
        "Dos veces al día el mar sube y baja a lo largo de cada costa. ¿Por qué se mueve? La luna atrae el agua, y la "
        "tierra gira debajo de ella, así que la mayoría de los lugares tienen dos mareas altas. Cuando el sol y la "
        "luna están en línea, sus fuerzas se suman. Los pescadores lo saben desde hace miles de años, mucho antes de "
        "que alguien pudiera explicarlo."
    ),
    "it": (
        "Due volte al giorno il mare sale e scende lungo ogni costa. Perché si muove? La luna attira l'acqua, e la "
        "terra le gira sotto, così quasi tutti i luoghi vedono due alte maree. Quando il sole e la luna sono in linea, "
        "le loro forze si sommano. I pescatori lo sanno da migliaia di anni, molto prima che qualcuno potesse "
        "spiegarlo."
    ),
    "pt": (
        "Duas vezes por dia o mar sobe e desce ao longo de cada costa. Por que ele se move? A lua puxa a água, e a "
        "terra gira por baixo dela, por isso a maioria dos lugares tem duas marés altas. Quando o sol e a lua estão "
        "em linha, as forças se somam. Os pescadores sabem disso há milhares de anos, muito antes de alguém poder "
        "explicar."
    ),
    "nl": (
        "Twee keer per dag stijgt en daalt de zee langs elke kust. Waarom beweegt ze eigenlijk? De maan trekt aan het "
        "water, en de aarde draait eronder, dus de meeste plaatsen hebben twee keer vloed. Als zon en maan op één "
        "lijn staan, werken ze samen. Vissers weten dit al duizenden jaren, lang voordat iemand het kon uitleggen."
    ),
    "pl": (
        "Dwa razy dziennie morze podnosi się i opada wzdłuż każdego wybrzeża. Dlaczego w ogóle się porusza? Księżyc "
        "przyciąga wodę, a ziemia obraca się pod nią, więc większość miejsc ma dwa przypływy. Kiedy słońce i księżyc "
        "stoją w jednej linii, ich siły się dodają. Rybacy wiedzą o tym od tysięcy lat, na długo zanim ktokolwiek "
        "umiał to wyjaśnić."
    ),
    "ru": (
        "Дважды в день море поднимается и опускается вдоль каждого берега. Почему оно вообще движется? Луна "
        "притягивает воду, а земля вращается под ней, поэтому в большинстве мест бывает два прилива. Когда солнце и "
        "луна стоят на одной линии, их силы складываются. Рыбаки знают об этом тысячи лет, задолго до того, как "
        "кто-то смог это объяснить."
    ),
    "hi": (
        "दिन में दो बार समुद्र हर तट पर उठता और गिरता है। यह क्यों हिलता है? चाँद पानी को खींचता है, और पृथ्वी उसके नीचे "
        "घूमती है, इसलिए अधिकतर जगहों पर दो बार ज्वार आता है। जब सूरज और चाँद एक रेखा में होते हैं, तो खिंचाव बढ़ जाता है।"
    ),
    "zh": (
        "海水每天涨落两次。它为什么会动呢？月亮吸引着海水，地球在海水下面转动，所以大多数地方每天有两次涨潮。"
        "当太阳和月亮在一条线上时，引力就会加在一起。几千年来，渔民们早就知道这一点。"
    ),
    "ja": (
        "うみは いちにちに にど みちたり ひいたりします。なぜ うごくのでしょうか。つきが みずを ひっぱり、その したで "
        "ちきゅうが まわるからです。たいようと つきが いっちょくせんに ならぶと、ちからは つよくなります。"
    ),
}
"""By primary language subtag; about sixty words each, the same ones."""

_ALSO: Final = {"cmn": "zh", "yue": "zh"}


def sample_text(language: str) -> str:
    """
    Return the paragraph in *language*, a BCP 47 tag; the English one where there is none.
    """
    primary = language.replace("_", "-").partition("-")[0].lower()
    return _SAMPLES.get(_ALSO.get(primary, primary), _SAMPLES["en"])
