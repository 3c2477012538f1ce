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
    above abroad academy access accident account act action activity add address adult adults
    advice advocacy afternoon age agency agenda aid air airport alert ambassador annex annexes
    annual answer answers apartment app appeal apply april arabic archive archives area areas
    around arrival arrive arrives art article articles artificial asked assist asylum atlas
    august aunt author authority autumn award baby bachelor back bank banner based basketball
    become before below benefit best better big birth blanket blankets blog blue board boat
    body book books border borders born boy boys branch brand bread breakfast brick bridge
    brief bring brings brother budget build builds bulletin bus business call calls camp
    campaign campus capacity caption car card care career careers cart case cases cash
    celebrate center centre century chair champion change channel chapter charity chart
    charter cheap checkpoint chief child children chinese church cinema cities city civil
    class clean click climate clinic close cloud coach coal coast code coffee cold college
    color colour comment community compact company complaint complex compulsory computer
    concept concert conference congratulations congress consul consulate consultant contact
    contacts content contents contract convention cool cooperation copper copyright corner
    cost costs council counsel counselling count countries country course courses court cover
    credit crime crisis culture customs daily dance dark data database date daughter day days
    deadline deal death debt decade december declaration deep degree delegate delegates
    delegation departure deputy desert desk destination develop dialogue diaspora difficult
    digital dinner director directory dirty disaster discover discuss disease doctor document
    documents donate donation donor donors door doors dormitory download downloads draft drive
    driver drought dry duty early earth earthquake easy economy edit editor education elderly
    election electricity email embassy emergency employee employees employer employers empty
    end energy engine english entry environment era essay europe european evening event events
    exam exchange expat expensive expert experts explore export factory facts faculty fair
    false families family faq faqs farm farmer fast favourite fax feature features february
    fee feed fees fence festival field figure figures file film final find fire first
    fisherman five flat flight flood fluent follow food football force foreign forest foreword
    form forms forum forward foundation four framework free french friday friend friends
    frontier fruit full fund funds funeral future gallery game games gas gate gender german
    girl girls give glass global go goal goals good goodbye government grade grandfather
    grandmother grant great group groups grow guard guide hand hands hard hardware health
    heart heavy hello help helpline hero heroes high history holds home homeland homepage hope
    hospital host hot hotel hotline hotspots hour hours house human humane humanitarian
    husband idea image images impact import important in inclusion income index info institute
    insurance intelligence international internet interview introduction invest iron island
    issue issues items january japanese job jobs join joint journal journalist journey
    journeys judge july june keep key kids kitchen knowledge korean lab labor laboratory
    labour labourer lake land language languages last late latest launch launched launches law
    lawyer lead leader leaders leads learn legal less lesson lessons letter library life light
    like line link links list live lives living loan local log login logout long look loss
    lost loud love low lunch machine made magazine main make makes man map maps march market
    marriage master match mayor media meet meets member members memo men mental menu message
    midnight migrant migrants migrate migration milestone milk minister ministry minute
    mission mobile model modern monday money month monthly months moon more morning mother
    motor mountain move moves moving museum music my name names narrow nation national
    nationality nations neighbour neighbours network new news newsletter newspaper newsroom
    next night noon note notes notice novel novelist november nuclear number numbers nurse
    october off office officer official officials oil old one online open opens order origin
    outlook overview owner page pages painting panel paper parent park parliament part partner
    partners party passport past path pathways patient pay peace pension people permit person
    phone photo photos physical picture place plan planet plans plastic platform play player
    poem poems poet police policies policy poor port portal post poster power practice premier
    president press prevent price princess print prison privacy prize process product products
    profile profit program programme programmes programs progress project projects promote
    protect protects protocol public published quality quarterly queen question questions
    quick quiet radio rate reach read ready real recent record records recruitment red refugee
    refugees region regional register registry regular release released relief remarks
    remittance remittances rent report reporter reports requirement rescue research residence
    resolution resource resources response rest restaurant return returns review rice right
    rights risk river road robot role room route routes rule rules rural russian safe safety
    salary sale sales saturday save scholar scholars scholarship school science sea search
    season second secretariat sector secure see senate send september series serve server
    service services session set seven shared shelter shift ship shop short show sign silver
    simple sister site sitemap six skills skip sky slow small smart social society soft
    software solar soldier solidarity solution son song songs source south spanish speak
    special speech sport sports spring staff stand standard standards star start starts state
    statement states station statistics status stay steel step still stop store stories storm
    story strategy street strength strong student students studies study subscribe summary
    summer summit sun sunday supplies support survey swimming system table take takes talk
    talks task tax tea teach teacher team tech teenager tel television tell ten tenant tennis
    tent tents terms test text thank thanks theatre theme themes thick thief thin third three
    thursday ticket time tips title today together tomorrow tool toolkit tools top topic
    topics total tour trade trafficking train transit travel treaty trend trends trial trip
    true trust tuesday turn two type typhoon uncle union unit united university update updates
    urban use user vaccine venue victim victims video videos view views village virus visa
    visas vision visit visits voice voices voluntary volunteer volunteers vote vulnerable wage
    wages walk wall want war warm watch water way ways we web website wedding wednesday week
    weekly welcome wet what where who wide wife wind winner winners winter witness woman women
    work worker workers workshop world write writer wrong year years yellow yesterday youth
    zone
    """.split()  # noqa: SIM905 - a list of a word a line is unreadable
)
#: Endings of English nouns, verbs and adjectives, on words long enough not to be a short surname.
_ENDING = re.compile(
    r"[a-z]{3,}(?:tion|sion|ment|ness|ity|ing|ed|ies|ive|ous|ful|able|ible|ance|ence|ship|ism|ist|ers|ors"
    r"|ncy|logy|graphy|hood|less|ised|ized|ical|ial|tional|ally|ly|ics|ture|ary|ory|ants|ents|ages|ings|tions|ments)\Z"
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
        if small - linked > 1 and words[0][0].isupper():
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
