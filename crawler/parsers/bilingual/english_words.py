"""Words that tell English text from a Latin name standing in Chinese text."""

from __future__ import annotations

import re

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
    above abroad academy access accessibility accident account act action activity add address
    admission admissions adult adults advice advocacy afternoon age agency agenda aid air
    airport alert alumni ambassador annex annexes annual answer answers apartment app appeal
    applicant applicants application apply april arabic archive archives area areas army around
    arrival arrivals arrive arrives art article articles artificial ask asked assist asylum
    atlas audio august aunt author authority autumn award baby bachelor back background baggage
    bank banner based basketball become beef beer before begin below beneficiaries beneficiary
    benefit best better big billion birth black blanket blankets blog blogs blue board boarding
    boat body boiled book books border borders born boss boy boys branch brand bread break
    breakfast brick bridge brief bring brings brother brown budget build builds bulletin bus
    business busy call calls camp campaign camps campus canteen capacity caption car card care
    career careers cart case cases cash caution celebrate center central centre century ceremony
    chair champion change channel chapter charity chart charter cheap check checkpoint chicken
    chief child children chinese church cinema cities city civil class clean click climate
    clinic close closed closing cloud coach coal coast code coffee coin cold colleague
    colleagues college color colour come comment community compact company complaint completed
    complex compulsory computer concept concert conditions conference congratulations congress
    consul consulate consultant contact contacts content contents contract convention cookies
    cool cooperation copper copyright corner cost costs council counsel counselling count
    countries country course courses court cover credit crime crisis culture customs daily dance
    danger dark data database date daughter day days deadline deal dean dear death debt decade
    december declaration declare deep degree delegate delegates delegation departure departures
    deputy desert desk destination develop dialogue diaspora difficult digital dinner director
    directory dirty disaster disclaimer discover discuss discussion disease displaced
    displacement divorced doctor document documents donate donation donor donors door doors
    dormitory download downloads draft drink drinks drive driver drought dry dumpling dumplings
    duration duties duty early earth earthquake east easy economy edit editor education egg eggs
    eight elderly election electricity email embassy emergency employee employees employer
    employers empty end energy engine english entrance entry environment era essay europe
    european evening event events exam exchange exhibition exit expat expensive expert experts
    explore export factory facts faculty fair faithfully false families family faq faqs farm
    farmer fast father favourite fax feature features february fee feed feedback fees fence
    ferry festival fever field fifth figure figures file film films final find fire first fish
    fisherman five flat flight flood floor fluent follow food football force foreign forest
    foreword form forms forum forward foundation four fourth framework free french friday fried
    friend friends frontier fruit full fund funds funeral future gallery game games gas gate
    gates gender gentlemen german get girl girls give glass global go goal goals golden good
    goodbye government grade grandfather grandma grandmother grandpa grant gray great green grey
    group groups grow guard guards guide hall hand hands harbor harbour hard hardware health
    heart heat heavy hello help helpline hero heroes high highway history hold holds home
    homeland homepage hope hospital host hot hotel hotline hotspots hour hours house human
    humane humanitarian hundred husband hygiene idea image images impact implementation
    implementing import important in inclusion income index info institute insurance
    intelligence international internet interview introduction invest invoice iron island issue
    issues items january japanese job jobs join joint journal journalist journey journeys judge
    juice july june keep key keynote kids kitchen knowledge korean lab labor laboratory labour
    labourer ladies lake land language languages last late latest launch launched launches law
    lawyer lead leader leaders leadership leads learn leave lecture lectures legal less lesson
    lessons let letter library life lift light like line link links list listen live lives
    living loan lobby local log login logistics logout long look loss lost loud love low lower
    luggage lunch machine made magazine main make makes man map maps march market marriage
    married mask masks master match mayor media medicine meet meeting meets member members memo
    men mental menu message midnight migrant migrants migrate migration milestone milk million
    minister ministry minute mission mobile model moderator modern monday money month monthly
    months moon more morning mother motor mountain move moves movie moving museum music my name
    names narrow nation national nationality nations need neighbour neighbours network new news
    newsletter newspaper newsroom next night nine noodle noodles noon north note notes notice
    novel novelist november nuclear number numbers nurse nutrition objective objectives
    occupation october off office officer official officials oil old one ongoing online open
    opening opens orange order origin outcome outcomes outlook output outputs overview owner
    page pages painting panel panels paper parent parents park parking parliament part partner
    partners party passport past path pathways patient pay payment peace pension people permit
    person phone photo photos physical picture pink place plan planet planned plans plastic
    platform play player podcast podcasts poem poems poet police policies policy poor pork port
    portal post poster potato power practice premier president press prevent previous price
    princess print prison privacy prize process product products profile profit program
    programme programmes programs progress project projects promote protect protects protocol
    public published pull purple push put qualifications quality quarterly queen question
    questions quick quiet radio railway rain rate reach read ready real receipt recent reception
    record records recruitment red refugee refugees regards region regional register
    registration registry regular release released releases relief religion remarks remittance
    remittances rent report reporter reports requirement requirements rescue research reset
    residence resolution resource resources response rest restaurant result results return
    returnee returnees returns review rice right rights risk river road robot role room route
    routes rule rules run rural russian safe safety salad salary sale sales sanitation saturday
    sauce save say scholar scholars scholarship school science sea search season second
    secretariat sector secure see semester seminar seminars senate send september series serve
    server service services session sessions set seven sex share shared shelter shift ship shop
    short show sign signature silver simple sincerely single sister sit site sitemap six skills
    skip sky slow small smart smoking snow social society soft software solar soldier solidarity
    solution son song songs sorry soup source south spanish speak speaker speakers special
    speech spicy sport sports spouse spring staff stairs stand standard standards star start
    starts state statement states station statistics status stay steamed steel step still stop
    store stories storm story strategy street strength strong structure student students studies
    study submit subscribe summary summer summit sun sunday supplies support surname survey
    swimming system table take takes talk talks task tax tea teach teacher team tech teenager
    tel telephone television tell ten tenant tennis tent tents terms test testing text thank
    thanks theatre theme themes thesis thick thief thin third thousand three thursday ticket
    tickets time tips title today tofu together toilet toilets tomato tomorrow tonight tool
    toolkit tools top topic topics total tour trade trafficking train training transfer transit
    travel treaty trend trends trial trip true trust tuesday tuition tunnel turn two type
    typhoon uncle union unit united university unsafe unsubscribe update updates upload upper
    urban use user vacancies vacancy vaccination vaccine values vegetable vegetables venue
    victim victims video videos view views village virus visa visas vision visit visits voice
    voices voluntary volunteer volunteers vote vulnerable wage wages wait walk wall want war
    warm warning watch water way ways we web website wedding wednesday week weekly welcome west
    wet what where white who wide widowed wife wind wine winner winners winter witness woman
    women work worker workers workshop world write writer wrong year years yellow yesterday
    young yours youth zone
    """.split()  # noqa: SIM905 - a list of a word a line is unreadable
)
#: Endings of English nouns, verbs and adjectives, on words long enough not to be a short surname.
_ENDING = re.compile(
    r"[a-z]{3,}(?:tion|sion|ment|ness|ity|ing|ed|ies|ive|ous|ful|able|ible|ance|ence|ship|ism|ist|ers|ors"
    r"|ncy|logy|graphy|hood|less|ised|ized|ical|ial|tional|ally|ly|ics|ture|ary|ory|ants|ents|ages|ings|[st]ions|ments)\Z"
)
#: What one word costs when its text is said to be Chinese, in units of about one nat.
FUNCTION_COST, LOWER_COST, COMMON_COST, NAME_COST, LINK_WORD_COST = 3.0, 1.3, 1.2, 0.2, 0.8
#: A capital first and small words after it are a sentence; names have only capitals, terms none.
SENTENCE_CASE_COST = 4.5
#: Two words and more and not one name among them.
PHRASE_COST = 1.0
#: More than any seam can cost: whatever costs this is English and need not be read further.
DECIDED = 16.0
#: As many characters as hold the words that reach `DECIDED` in ordinary prose, twice over.
_READ = 160
#: So many small words are a sentence whatever they are: a short cut for the usual long piece.
_LOWER_WORDS = 12
#: A newspaper's vocabulary; beyond it the dictionary begins anew, so that no page can swell it.
_KNOWN_WORDS = 1 << 15
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: A small word between capitals, as in "Bank of China", is part of a name.
_LINKED = re.compile(r"[A-Z][\w'’-]*,? (?:of|for|and|in|on|the|to|at|with)(?: the)?(?= [A-Z]|\Z)")
#: A label and what is said of it, as English punctuates: `Chair: Professor Shi`.
_LABEL = re.compile(r"[A-Za-z]: [A-Za-z]")
_ADDRESS = re.compile(
    r"[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+|\b[\w-]+\.(?:org|com|net|int|gov|cn)\b\S*",
    re.IGNORECASE,
)


def foreignness(text: str) -> float:
    """Return what it costs to call a piece of Latin letters a part of a Chinese sentence."""
    words = text[:_READ].split()
    if len(words) < 2:  # noqa: PLR2004 - one word, or none
        return sum(map(word_cost, words))
    small = sum(map(str.islower, words))
    if small >= _LOWER_WORDS:
        return DECIDED
    cost = sum(map(word_cost, words))
    if cost >= COMMON_COST * len(words) and words[0][0].isupper():
        cost += PHRASE_COST
    if small > 1 or (small and cost > FUNCTION_COST):
        linked = len(_LINKED.findall(text, 0, _READ))
        cost -= (FUNCTION_COST - LINK_WORD_COST) * linked
        opens = words[0][0].isupper() and (small - linked > 1 or words[0].lower() in FUNCTION)
        if opens and small > linked:
            cost += SENTENCE_CASE_COST
    if ": " in text and _LABEL.search(text, 0, _READ):
        cost += SENTENCE_CASE_COST
    return min(cost, DECIDED)


class _WordCosts(dict[str, float]):
    """What words with their punctuation cost: a dictionary made as words are met."""

    def __missing__(self, token: str) -> float:
        """Return and keep the cost of a word met for the first time."""
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        parts = () if _ADDRESS.search(token) else _WORD.findall(token)
        cost = self[token] = max(map(_bare_word_cost, parts), default=0.0)
        return cost


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


#: What a word with its punctuation costs.
word_cost = _WordCosts().__getitem__


def is_common(lower: str) -> bool:
    """Tell whether a word in small letters is English as a dictionary has it."""
    singular = lower.removesuffix("s")
    return singular in COMMON or lower in COMMON or lower in FUNCTION or bool(_ENDING.match(lower))


def is_vocabulary(text: str) -> bool:
    """Tell whether all words of a piece are common English ones."""
    return all(is_common(word.lower()) for word in _WORD.findall(text))
