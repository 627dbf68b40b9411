"""The form under which the inflections, spellings and plain derivations of an English word meet.

A word is first traced back to its lemma: by tables where English is irregular, else by the rules of
its spelling, each step only to a word that wordfreq has. Then it is spelled as in America and given to
the Snowball stemmer, which takes off what derivation adds.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from shengci.lexicon.frequency import english_zipf_of
from shengci.remembering import remembered_words

if TYPE_CHECKING:
    from Stemmer import Stemmer


def _table(lines: str) -> dict[str, str]:
    """Return the lemma of each form; a line begins with the lemma."""
    found: dict[str, str] = {}
    for line in re.split(r"[;\n]", lines):
        lemma, *forms = line.split() or [""]
        found |= dict.fromkeys(forms, lemma)
    return found


# All irregular verbs a modern grammar lists, but for those whose forms are alike. A form that is the
# lemma of another word (found, lay, saw) goes to the one it is the past of, and so does the other word.
_VERBS = """
arise arose arisen; awake awoke awoken; bear bore borne born; beat beaten; become became; begin began begun
bend bent; bid bade bidden; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred
bring brought; build built; burn burnt; buy bought; catch caught; choose chose chosen; cling clung; come came
creep crept; deal dealt; dig dug; dive dove; do did done does; draw drew drawn; dream dreamt; drink drank drunk
drive drove driven; dwell dwelt; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found
flee fled; fling flung; fly flew flown; forbid forbade forbidden; forecast forecasted; foresee foresaw foreseen
forget forgot forgotten; forgive forgave forgiven; forgo forwent forgone; forsake forsook forsaken; freeze froze frozen
get got gotten; give gave given; go went gone goes; grind ground; grow grew grown; hang hung; hear heard; hide hid hidden
hold held; keep kept; kneel knelt; know knew known; lay laid; lead led; lean leant; leap leapt; learn learnt; leave left
lend lent; lie lay lain; light lit; lose lost; make made; mean meant; meet met; misunderstand misunderstood; pay paid; plead pled; prove proven
ride rode ridden; ring rang rung; rise rose risen; run ran; saw sawn; say said; see saw seen; seek sought; sell sold
send sent; sew sewn; shake shook shaken; shave shaven; shear shorn; shine shone; shoot shot; show shown
shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; slay slew slain; sleep slept; slide slid; sling slung
slink slunk; smell smelt; smite smote smitten; sow sown; speak spoke spoken; speed sped; spell spelt; spend spent
spill spilt; spin spun; spit spat; spoil spoilt; spring sprang sprung; stand stood; steal stole stolen; stick stuck
sting stung; stink stank stunk; stride strode stridden; strike struck stricken; string strung; strive strove striven
swear swore sworn; sweep swept; swell swollen; swim swam swum; swing swung; take took taken; teach taught; tear tore torn
tell told; think thought; throw threw thrown; tread trod trodden; wake woke woken; wear wore worn; weave wove woven
weep wept; win won; wind wound; wring wrung; write wrote written
be is are was were been am being; have has had having
"""
# Those that take a prefix without changing their meaning beyond it; re+sent (resend) is not worth resent.
_PREFIXED = {
    "mis": "lead take spell", "out": "do grow run sell", "over": "come do draw eat hear run see sleep take throw",
    "re": "build make do sell tell think write pay take", "un": "do wind", "under": "go take stand lie",
    "up": "hold", "with": "draw hold stand", "be": "fall", "back": "bite",
}  # fmt: skip
_NOUNS = """
child children; man men; woman women; grandchild grandchildren; housewife housewives; midwife midwives; menu menus; guru gurus; person people; foot feet; tooth teeth; mouse mice; louse lice; goose geese; ox oxen
calf calves; dwarf dwarves; elf elves; half halves; hoof hooves; knife knives; leaf leaves; life lives; loaf loaves
scarf scarves; self selves; sheaf sheaves; shelf shelves; thief thieves; wharf wharves; wife wives; wolf wolves
analysis analyses; axis axes; basis bases; crisis crises; diagnosis diagnoses; emphasis emphases; hypothesis hypotheses
oasis oases; parenthesis parentheses; synthesis syntheses; thesis theses; appendix appendices; index indices
matrix matrices; vertex vertices; bacterium bacteria; criterion criteria; curriculum curricula; datum data; medium media
memorandum memoranda; phenomenon phenomena; spectrum spectra; stratum strata; alumnus alumni; cactus cacti
fungus fungi; nucleus nuclei; radius radii; stimulus stimuli; larva larvae; formula formulae; vertebra vertebrae
corpus corpora; genus genera; die dice; penny pence; money monies; quiz quizzes; gas gases gasses; bus buses busses
"""
_ADJECTIVES = """
good better best; bad worse worst; far farther farthest further furthest; little less lesser least; many more most
old elder eldest
"""
_OTHERS = """
die dying dies died; lie lying lies lied; tie tying ties tied; age ageing aging; dye dyed dyeing; singe singeing
focus focussed focussing; simple simply; full fully fuller fullest; true truly; whole wholly; due duly; ample amply
subtle subtly; idle idly; ugly uglier ugliest; agree agreed agreeing; free freed freeing; decree decreed
guarantee guaranteed; flee fleeing; see seeing; panic panicked panicking; traffic trafficked trafficking
mimic mimicked mimicking; picnic picnicked picnicking; add adds added adding; paste pasted pasting; pee peed peeing; ski skis skiing; ax axed
"""
# Adjectives of everyday English that are compared by -er and -est; of other words in -er (corner,
# matter, tower) nothing is taken off.
_COMPARED = """
big black bold brave brief bright broad busy calm cheap clean clear clever close cloudy cold cool crazy cruel curly cute damp
dark dear deadly deep dense dirty dry dull dumb early easy fair fast fat few fine firm fit flat fond fresh friendly full funny gentle
grand grave gray great grey green grim guilty handsome handy happy hard harsh healthy heavy high hot humble hungry icy keen
kind large late lazy light likely lively lonely long loose loud lovely low lucky mad mean merry messy mild moist narrow nasty naughty
near neat new nice noble noisy old pale plain poor pretty proud pure quick quiet rare rich ripe risky rough round rude sad safe
salty scary sexy shallow sharp short shy sick silly simple sincere sleepy slight slim slow small smart smelly smooth soft soon
sore sour steep sticky stiff strange strict strong stupid sunny sure sweet swift tall tame tasty thick thin thirsty tidy tight tiny
tough ugly vague vast warm weak wealthy weird wet white wide wild windy wise worthy young
""".split()
# Words whose stem would be that of another word that means something else: a line holds a family.
_FAMILIES_APART = """
business businesses; department departmental; apartment; hospital; several; positive positively; polite politely politeness
customs; goods; news; important importance importantly; informal informally; animal; anime; execution; executive; succession
successive; initiative; designate designated designation; liberation; conservation; minority; objective; premiere; conversion
consistent consistency consistently; conventional; celebrity; formation; corporation corporate; cooper; impression
passionate; morality; transition; remarkable remarkably; competent competence; composite; integral; integrity; utility
considerable considerably; olive; detective; mineral; admiral; orientation; experiment; hardly; lately; nearly; shortly; barely
likely; lively; lovely; namely; evening; morning; during; outing; inning; ceiling; wedding; respective respectively; authority
capitalism; witness; unite united uniting; finale; suite; clothes; species; series; always; perhaps; headquarters; physics
conference; inference; organic; handful; officer; secretary; generous; presently; stocking; shilling; pudding; something
anything; nothing; everything; sometimes; besides; towards; personality; state states stated stating; statement
"""
_APART: dict[str, str] = {
    word: family[0]
    for line in re.split(r"[;\n]", _FAMILIES_APART)
    if (family := line.split())
    for word in family
}
# British spellings that no rule tells from other words; the American one begins the line.
_BRITISH = _table("""
color colour; behavior behaviour; favor favour; favorite favourite; flavor flavour; harbor harbour; honor honour
humor humour; labor labour; neighbor neighbour; neighborhood neighbourhood; rumor rumour; savior saviour; armor armour
vapor vapour; odor odour; parlor parlour; splendor splendour; tumor tumour; vigor vigour; endeavor endeavour
glamor glamour; rigor rigour; clamor clamour; candor candour; ardor ardour; demeanor demeanour; fervor fervour
center centre; theater theatre; meter metre; liter litre; fiber fibre; kilometer kilometre; centimeter centimetre
millimeter millimetre; saber sabre; caliber calibre; luster lustre; specter spectre; meager meagre; somber sombre
analyze analyse; paralyze paralyse; catalyze catalyse; catalog catalogue; dialog dialogue; analog analogue
defense defence; offense offence; license licence; pretense pretence; practice practise; fulfill fulfil; enroll enrol
enrollment enrolment; fulfillment fulfilment; skillful skilful; willful wilful; installment instalment; instill instil
distill distil; anemia anaemia; pediatric paediatric; archeology archaeology; encyclopedia encyclopaedia; fetus foetus
maneuver manoeuvre; esthetic aesthetic; leukemia leukaemia; diarrhea diarrhoea; estrogen oestrogen; orthopedic orthopaedic
gray grey; tire tyre; plow plough; program programme; check cheque; jewelry jewellery; mold mould; moldy mouldy
skeptic sceptic; skeptical sceptical; pajamas pyjamas; pajama pyjama; curb kerb; draft draught; airplane aeroplane
aluminum aluminium; sulfur sulphur; mustache moustache; mom mum; mommy mummy; judgment judgement; cozy cosy; donut doughnut
jail gaol; whiskey whisky; yogurt yoghurt yoghourt; math maths; ax axe; marvelous marvellous; woolen woollen
specialty speciality; smolder smoulder; story storey; omelet omelette; traveler traveller; counselor counsellor
jeweler jeweller; wagon waggon; artifact artefact; inquire enquire; inquiry enquiry; percent pct; ok okay
""")
_VOWEL = "aeiouy"
_CLOSED = re.compile(rf"[^{_VOWEL}]*[aeiou][^{_VOWEL}wx]|qu[aeiou][^{_VOWEL}wx]")  # hop, plan, quit
_DOUBLED = re.compile(rf"[^{_VOWEL}]*[{_VOWEL}].*([bdfgklmnprstvz])\1")
_LEAST_KNOWN = 1.6  # Zipf; rarer words are names and slips as often as lemmas


def _forms_of_comparison() -> Iterator[tuple[str, str]]:
    for adjective in _COMPARED:
        root = adjective.removesuffix("e")
        if adjective.endswith("y") and adjective[-2] not in _VOWEL:
            root = adjective[:-1] + "i"
        elif _CLOSED.fullmatch(adjective):
            root = adjective + adjective[-1]
        yield from ((root + ending, adjective) for ending in ("er", "est"))
    yield from (("dryer", "dry"), ("shyer", "shy"), ("shyest", "shy"))


@cache
def _irregular() -> dict[str, str]:
    verbs = _table(_VERBS)
    prefixed = {
        prefix + form: prefix + lemma
        for prefix, bases in _PREFIXED.items()
        for form, lemma in verbs.items()
        if lemma in bases.split()
    }
    compared = dict(_forms_of_comparison())
    return compared | prefixed | _table(_NOUNS) | _table(_ADJECTIVES) | verbs | _table(_OTHERS)


@remembered_words
def stem_of(word: str) -> str:
    """Return the form under which inflections, spellings and plain derivations of a word meet.

    Source of the last step: the Snowball English stemmer of PyStemmer.

    >>> stem_of("developing") == stem_of("development") == stem_of("Develops")
    True
    >>> stem_of("bought") == stem_of("buys"), stem_of("colours") == stem_of("color"), stem_of("A.I.")
    (True, True, 'ai')
    """
    if word[:1].isdigit():
        return word.replace(",", "").lower()
    lemma = lemma_of(word.lower().replace("’", "'").replace(".", ""))
    if lemma in _APART:
        return _APART[lemma]
    stem = _snowball(lemma)
    return _american_stems().get(stem, stem)


@remembered_words
def lemma_of(word: str) -> str:
    """Return the word a dictionary lists a form under (lower case), with -ize for -ise.

    A form of several words goes to one of them (saw to see, leaves to leaf). An unknown word comes
    back as it is.

    >>> [lemma_of(w) for w in ("thieves", "hoping", "hopping", "adding", "simplest", "organised", "café")]
    ['thief', 'hope', 'hop', 'add', 'simple', 'organize', 'cafe']
    """
    lemma = _without_accents(word)
    for _ in range(3):  # founded, found, find
        if lemma in _APART:
            break
        before, lemma = lemma, _irregular().get(lemma) or _regular(lemma)
        if lemma == before:
            break
    return _american(lemma)


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    return "".join(char for char in letters if not unicodedata.combining(char))


@cache
def _american_stems() -> dict[str, str]:
    return {_snowball(british): _snowball(american) for british, american in _BRITISH.items()}


def _american(lemma: str) -> str:
    for british, american in (("ise", "ize"), ("iser", "izer"), ("isation", "ization")):
        if lemma.endswith(british) and len(lemma) > len(british) + 2:
            spelled = lemma.removesuffix(british) + american
            return spelled if _is_known(spelled) else lemma
    return lemma


def _is_known(word: str) -> bool:
    return english_zipf_of(word) >= _LEAST_KNOWN or word in _BRITISH


def _regular(form: str) -> str:
    if len(form) < 4:
        return form
    if form.endswith("men") and _is_known(form[:-3] + "man") and form != "specimen":
        return form[:-3] + "man"
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return next(filter(_is_known, _singulars(form)), form)
    if form.endswith("ily") and len(form) > 5:
        return next(filter(_is_known, (form[:-3] + "y",)), form)
    for ending in ("ing", "ed"):
        if form.endswith(ending) and not form.endswith("eed"):
            return next(filter(_is_known, _roots(form.removesuffix(ending))), form)
    return form


def _singulars(form: str) -> Iterator[str]:
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
    root = form.removesuffix("es")
    if root.endswith(("ss", "x", "ch", "sh")) or (root.endswith("o") and len(root) > 3):
        yield root
    yield form[:-1]


def _roots(root: str) -> Iterator[str]:
    """Yield what a verb may be whose -ing or -ed was taken off, the likeliest by its spelling first."""
    if len(root) < 2 or not any(vowel in root for vowel in _VOWEL):
        return
    if root.endswith("i") and root != "ski":
        yield root[:-1] + "y"
    if _DOUBLED.fullmatch(root):
        if root.endswith(("ss", "ll", "ff", "zz")):
            yield root
        yield root[:-1]
        yield root
    elif _CLOSED.fullmatch(root) or root.endswith(("v", "u", "c", "rs", "is", "iz", "yz")):
        yield root + "e"
        yield root
    else:
        yield from _likeliest(root, root + "e")


def _likeliest(*words: str) -> list[str]:
    return sorted(words, key=english_zipf_of, reverse=True)


def _snowball(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> "Stemmer":
    from Stemmer import Stemmer

    return Stemmer("english", 0)
