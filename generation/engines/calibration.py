"""What each voice is measured on, once in a process: prose like a lesson's, in its own language."""

TEXTS = {
    "en": (
        "One lamp, frame left. That is all the gaffer asked for, and nobody wrote it down. So the picture "
        "came back bright, flat and unusable. Why? A model fills every gap in a brief with its own "
        "preferences. Say where the light originates, how hard it falls, and what it must not touch: faces, "
        "windows, the water. Then read it again. Could a colleague point at the picture and find every "
        "element? If so, the description is working."
    ),
    "de": (
        "Eine Lampe, links im Bild. Mehr wollte der Oberbeleuchter nicht, und niemand schrieb es auf. So "
        "kam das Bild hell, flach und unbrauchbar zurück. Warum? Ein Modell füllt jede Lücke mit seinen "
        "eigenen Vorlieben. Sag, woher das Licht kommt, wie hart es fällt und was es nicht berühren darf: "
        "Gesichter, Fenster, das Wasser. Dann lies es noch einmal. Könnte ein Kollege jedes Element im Bild "
        "finden?"
    ),
    "es": (
        "Una lámpara, a la izquierda del cuadro. Eso era todo, y nadie lo escribió. Así que la imagen "
        "volvió clara, plana e inservible. ¿Por qué? Un modelo llena cada hueco con sus propias "
        "preferencias. Di de dónde viene la luz, con qué dureza cae y qué no debe tocar: las caras, las "
        "ventanas, el agua. Luego léelo otra vez. ¿Podría un colega señalar la imagen y encontrar cada "
        "elemento?"
    ),
    "fi": (
        "Yksi lamppu, kuvan vasemmassa reunassa. Muuta valaisija ei pyytänyt, eikä kukaan kirjoittanut sitä "
        "muistiin. Niin kuva tuli takaisin kirkkaana, litteänä ja käyttökelvottomana. Miksi? Malli täyttää "
        "jokaisen aukon omilla mieltymyksillään. Sano, mistä valo tulee, kuinka kovana se lankeaa ja mihin "
        "se ei saa osua: kasvoihin, ikkunoihin, veteen. Lue se sitten uudelleen."
    ),
    "fr": (
        "Une lampe, à gauche du cadre. Le chef électricien ne demandait rien de plus, et personne ne l’a "
        "noté. L’image est donc revenue claire, plate et inutilisable. Pourquoi ? Un modèle comble chaque "
        "vide avec ses propres goûts. Dites d’où vient la lumière, comment elle tombe et ce qu’elle ne doit "
        "pas toucher : les visages, les fenêtres, l’eau. Puis relisez. Un collègue pourrait-il montrer "
        "chaque élément ?"
    ),
    "it": (
        "Una lampada, a sinistra del quadro. Il capo elettricista non chiedeva altro, e nessuno lo ha "
        "scritto. Così l’immagine è tornata chiara, piatta e inutilizzabile. Perché? Un modello riempie "
        "ogni vuoto con le proprie preferenze. Di’ da dove viene la luce, quanto è dura e che cosa non deve "
        "toccare: i volti, le finestre, l’acqua. Poi rileggi. Un collega potrebbe indicare ogni elemento?"
    ),
    "nl": (
        "Eén lamp, links in beeld. Meer vroeg de gaffer niet, en niemand schreef het op. Dus kwam het beeld "
        "helder, vlak en onbruikbaar terug. Waarom? Een model vult elk gat met zijn eigen voorkeuren. Zeg "
        "waar het licht vandaan komt, hoe hard het valt en wat het niet mag raken: gezichten, ramen, het "
        "water. Lees het dan nog eens. Kan een collega elk onderdeel in het beeld aanwijzen?"
    ),
    "pl": (
        "Jedna lampa, po lewej stronie kadru. Tylko o to prosił oświetlacz i nikt tego nie zapisał. Obraz "
        "wrócił więc jasny, płaski i bezużyteczny. Dlaczego? Model wypełnia każdą lukę własnymi "
        "upodobaniami. Powiedz, skąd pada światło, jak jest twarde i czego nie może dotknąć: twarzy, okien, "
        "wody. Potem przeczytaj to jeszcze raz. Czy ktoś z ekipy wskaże każdy element?"
    ),
    "pt": (
        "Uma lâmpada, à esquerda do quadro. Era tudo o que se pedia, e ninguém escreveu. Por isso a imagem "
        "voltou clara, plana e inútil. Porquê? Um modelo preenche cada lacuna com as suas preferências. "
        "Diga de onde vem a luz, com que dureza cai e no que não deve tocar: rostos, janelas, a água. "
        "Depois leia outra vez. Um colega poderia apontar para a imagem e encontrar cada elemento?"
    ),
    "sv": (
        "En lampa, till vänster i bild. Mer bad belysaren inte om, och ingen skrev ner det. Så bilden kom "
        "tillbaka ljus, platt och oanvändbar. Varför? En modell fyller varje lucka med sina egna smaker. "
        "Säg var ljuset kommer ifrån, hur hårt det faller och vad det inte får träffa: ansikten, fönster, "
        "vattnet. Läs det sedan igen. Kan en kollega peka ut varje del i bilden?"
    ),
    "tr": (
        "Bir lamba, karenin solunda. Işık şefinin istediği yalnızca buydu ve kimse yazmadı. Görüntü parlak, "
        "düz ve kullanılamaz geri geldi. Neden? Bir model her boşluğu kendi tercihleriyle doldurur. Işığın "
        "nereden geldiğini, ne kadar sert düştüğünü ve neye değmemesi gerektiğini söyle: yüzlere, "
        "pencerelere, suya. Sonra yeniden oku. Bir arkadaşın her ögeyi gösterebilir mi?"
    ),
}


def text_in(locale: str) -> str:
    """English where there is none of a language."""
    return TEXTS.get(locale.partition("-")[0], TEXTS["en"])
