"""Words that tell English text from a Latin name standing in Chinese text."""

from __future__ import annotations

import re
from functools import lru_cache

#: Words no name is made of: whoever writes them between Chinese characters writes English.
FUNCTION = frozenset(
    """
    a about according after again against all also although am among an and any are as at be
    because been before being between both but by can cannot could did do does during each
    either every few for from had has have he her here hers him his how however i if in into
    is it its itself just let many may me more most much must my near neither no nor not of
    off on once only or other our out over own per please shall she should since so some such
    than that the their them then there these they this those through to too toward towards
    under until up upon us very via was we were what when where whether which while who whom
    whose why will with within without would yes yet you your yours
    """.split()  # noqa: SIM905 - a list of a word a line is unreadable
)
#: Words that begin an English sentence, as cut points where the stop before them is missing.
OPENERS = (
    "The|This|These|Those|That|There|In|On|At|It|He|She|We|They|For|As|An"
    "|During|After|Since|Our|With|To|From|If"
)
#: Small words inside foreign names; no sign of English.
PARTICLES = frozenset(
    "al an bin da de del den der di do dos du el ibn la le san ter van von y e".split()  # noqa: SIM905 - as above
)
#: Common words of menus, headlines, captions and forms; capitalised they might be taken for names.
COMMON = frozenset(
    """
    abroad academy access account act action activity add address advice advocacy age agency
    agenda aid air alert annex annexes annual answer answers app appeal apply april arabic
    archive archives area areas around arrive arrives art article articles asked assist atlas
    august authority award back bank banner based become benefit best better big birth blog
    board body book books border borders born branch breakfast brief bring brings budget build
    builds bulletin business call calls campaign capacity caption care career careers cart
    case cases celebrate center centre chair change chapter chart charter chief child children
    chinese church cities city civil class click climate close code coffee comment community
    compact company complaint concept conference congratulations consultant contact contacts
    content contents contract cooperation copyright corner council count countries country
    course courses court cover crisis culture daily data database date day days deal december
    deputy desk develop dialogue digital dinner director directory disaster discover discuss
    doctor document documents donate donor donors door doors download downloads draft drive
    early earth economy edit editor education email emergency end energy english entry
    environment era europe european event events exchange expert experts explore facts faculty
    fair families family faq faqs favourite fax feature features february feed field figure
    figures file film final find first five flight follow food force foreign foreword form
    forms forum forward foundation four framework free french friday friend friends fund funds
    future gallery gender german girl girls give global go goal goals good goodbye government
    grant great group groups grow guide hand hands hard health heart hello help hero heroes
    high history holds home homepage hope host hot hotline hotspots hour hours house human
    humane humanitarian idea image images impact important in inclusion index info institute
    international interview introduction invest issue issues items january japanese job jobs
    join joint journal journey journeys july june keep key kids knowledge korean labor labour
    land language languages last latest launch launched launches law lawyer lead leader
    leaders leads learn legal less lesson lessons letter library life light like line link
    links list live lives living local log login logout long look lost love lunch made main
    make makes man map maps march market mayor media meet meets member members memo men menu
    message migrant migrants migrate migration milestone minister ministry mission mobile
    model modern monday month monthly months more mother move moves moving music my name names
    nation national nationality nations network new news newsletter newsroom next night note
    notes notice november number numbers nurse october off office official officials old one
    online open opens order origin outlook overview page pages panel paper parent park part
    partner partners passport past path pathways pay peace people person phone photo photos
    place plan planet plans platform play policies policy poor port portal post poster power
    practice press prevent price print privacy process profile program programme programmes
    programs progress project projects promote protect protects public published quarterly
    question questions quick rate reach read ready real recent record records red refugee
    refugees region regional register registry regular release released relief remarks report
    reports research resource resources response rest return returns review rights risk road
    role room route routes rural russian safe sale sales saturday save school science sea
    search second secretariat sector secure see send september series serve service services
    session set seven shared shelter shift ship shop short show sign site sitemap six skills
    skip small social society solidarity solution source south spanish speak special speech
    sport sports staff stand start starts state statement states statistics status step still
    stop store stories story strategy street strength strong student students studies study
    subscribe summary summer summit sunday support survey system table take takes talk talks
    task teach teacher team tech tel tell ten terms text thank thanks theme themes third three
    thursday time tips title today together tool toolkit tools top topic topics total tour
    trade trafficking travel treaty trend trends trip trust tuesday turn two type unit united
    university update updates urban use user venue victim victims video videos view views
    village visa visas vision visit visits voice voices volunteer volunteers vulnerable wage
    walk want war watch water way ways we web website wednesday week weekly welcome what where
    who winter woman women work worker workers workshop world write year years young youth
    zone
    """.split()  # noqa: SIM905 - a list of a word a line is unreadable
)
#: Endings of English nouns, verbs and adjectives, on words long enough not to be a short surname.
_ENDING = re.compile(
    r"[a-z]{3,}(?:tion|sion|ment|ness|ity|ing|ed|ies|ive|ous|ful|able|ible|ance|ence|ship|ism|ist|ers|ors"
    r"|ical|ial|tional|ally|ly|ics|ture|ary|ory|ants|ents|ages|ings|tions|ments)\Z"
)
#: What one word costs when its text is said to be Chinese, in units of about one nat.
FUNCTION_COST, LOWER_COST, COMMON_COST, NAME_COST, LINK_WORD_COST = 3.0, 1.3, 1.2, 0.2, 0.8
#: A capital first and small words after it are a sentence; names have only capitals, terms none.
SENTENCE_CASE_COST = 4.5
#: More than any seam can cost: whatever costs this is English and need not be read further.
DECIDED = 16.0
#: As many characters as hold the words that reach `DECIDED` in ordinary prose, twice over.
_READ = 160
#: So many small words are a sentence whatever they are: a short cut for the usual long piece.
_LOWER_WORDS = 12
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: A small word between capitals, as in "Bank of China", is part of a name.
_LINKED = re.compile(r"[A-Z][\w'’-]*,? (?:of|for|and|in|on|the|to|at|with)(?: the)?(?= [A-Z])")
_ADDRESS = re.compile(
    r"[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+|\b[\w-]+\.(?:org|com|net|int|gov|cn)\b\S*",
    re.IGNORECASE,
)


def foreignness(text: str) -> float:
    """Return what it costs to call a piece of Latin letters a part of a Chinese sentence."""
    words = text[:_READ].split()
    if len(words) == 1:
        return _word_cost(text)
    small = sum(map(str.islower, words))
    if small >= _LOWER_WORDS:
        return DECIDED
    cost = sum(map(_word_cost, words))
    if small > 1 or (small and cost > FUNCTION_COST):
        linked = len(_LINKED.findall(text, 0, _READ))
        cost -= (FUNCTION_COST - LINK_WORD_COST) * linked
        if small - linked > 1 and words[0][0].isupper():
            cost += SENTENCE_CASE_COST
    return min(cost, DECIDED)


@lru_cache(maxsize=1 << 15)
def _word_cost(token: str) -> float:
    """Return what one word with its punctuation costs: a dictionary made as words are met."""
    if _ADDRESS.search(token):
        return 0.0
    return max(map(_bare_word_cost, _WORD.findall(token)), default=0.0)


def _bare_word_cost(word: str) -> float:
    """Return what one word costs."""
    lower = word.lower()
    if len(word) > 1 and word.isupper():
        return NAME_COST
    if lower in FUNCTION:
        return FUNCTION_COST
    if word == lower:
        return NAME_COST if word in PARTICLES else LOWER_COST
    return COMMON_COST if is_common(lower) else NAME_COST


def is_common(lower: str) -> bool:
    """Tell whether a word in small letters is English as a dictionary has it."""
    return lower in COMMON or lower in FUNCTION or bool(_ENDING.match(lower))


def is_entry(text: str) -> bool:
    """Tell whether a short piece could be an entry of an English menu: it has a common word."""
    return not text[0].islower() and any(is_common(word.lower()) for word in _WORD.findall(text))


def is_vocabulary(text: str) -> bool:
    """Tell whether all words of a piece are common English ones."""
    return all(is_common(word.lower()) for word in _WORD.findall(text))
