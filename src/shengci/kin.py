"""English words that are derived from one another: related, where inflected forms are the same word.

A gloss says "to decide" and the line "decision", "death" and "died", "France" and "French": that speaks for
a match, less than the word itself does. Families that rules of spelling cannot tell are listed; the
rest is told by suffixes, each step only to a word that wordfreq has.
"""

from collections.abc import Iterator
from functools import cache

from shengci.lexicon.frequency import english_zipf_of
from shengci.remembering import remembered_words
from shengci.stems import lemma_of, stem_of

# A line holds families, each with the word it is called by first. By hand, after the usual lists of
# word formation (vowel change, -th, -t, Latin stems) and the names of countries and their people.
_LISTED = """
long length lengthen; strong strength strengthen; wide width; broad breadth; deep depth; high height; young youth; true truth
warm warmth; grow growth; die death dead deadly; bear birth; steal stealth; heal health healthy; wealth rich; weigh weight
see sight; fly flight; draw draught; give gift; drive drift; shoot shot; think thought; lose loss; sell sale
choose choice; advise advice; believe belief; relieve relief; prove proof; live life alive; breathe breath; bathe bath
lend loan; speak speech; sing song; strike stroke; tell tale; sit seat; food feed; blood bleed; hot heat; full fill; whole heal
proud pride; hungry hunger; angry anger; thirsty thirst; poor poverty; free freedom; wise wisdom; brave bravery; cruel cruelty
loyal loyalty; able ability enable unable; noble nobility; certain certainty; royal king; safe safety; various variety vary
decide decision decisive; divide division; provide provision; collide collision; conclude conclusion; exclude exclusion
include inclusion; invade invasion; explode explosion; erode erosion; persuade persuasion; expand expansion; extend extension extent
suspend suspension; comprehend comprehension; pretend pretense; defend defense; offend offense; respond response
admit admission; permit permission; omit omission; submit submission; transmit transmission; emit emission; commit commission
discuss discussion; confess confession; succeed success successful; proceed process procedure; exceed excess
receive receipt reception; deceive deception deceit; perceive perception; conceive concept conception
describe description; prescribe prescription; subscribe subscription; inscribe inscription; produce production product
reduce reduction; introduce introduction; induce induction; conduct conductor; destroy destruction destructive
construct construction; act action active activity; react reaction; apply application; imply implication
multiply multiplication; solve solution; resolve resolution; evolve evolution; revolve revolution; involve involvement
absorb absorption; consume consumption; presume presumption; assume assumption; resume resumption; redeem redemption
compel compulsion; expel expulsion; repeat repetition; compete competition competitor; acquire acquisition; require requirement
inquire inquiry; explain explanation; maintain maintenance; retain retention; detain detention; abstain abstention
contain container; reveal revelation; pronounce pronunciation; abolish abolition
analyze analysis analyst; emphasize emphasis; synthesize synthesis; criticize critic criticism; apologize apology
economy economic economist; politics political politician politically; science scientist scientific; biology biologist
history historian historic historical; library librarian; music musician musical; physics physicist; magic magician
medicine medical; law legal lawyer; sun solar sunny; moon lunar; sea marine maritime; tooth dental; mouth oral; heart cardiac
eye optical; hand manual; foot pedestrian; year annual; day daily; city urban; country rural; star stellar; man male; woman female
father paternal; mother maternal; brother fraternal; dog canine; water aquatic; earth terrestrial; mind mental; body bodily physical
marry marriage; carry carriage; store storage; use usage useful; pass passage; refuse refusal; arrive arrival; survive survival
try trial; deny denial; bury burial; rob robbery robber; bake bakery baker; fish fishery fisherman; cook; deliver delivery; recover recovery
discover discovery; injure injury; enter entrance entry; move movement motion; remember memory memorial; know knowledge
please pleasure pleasant; fail failure; press pressure; depart departure; mix mixture; sign signature; close closure
expose exposure; legislate legislature law; create creation creature creative; nature natural; culture cultural
exist existence; enemy hostile; friend friendship friendly; child childhood; neighbor neighborhood; member membership
leader leadership; owner ownership; champion championship; citizen citizenship; relation relationship; partner partnership
danger dangerous endanger; courage courageous encourage; joy joyful enjoy; rich enrich; large enlarge; sure ensure assure
power powerful empower; force enforce; title entitle; circle circular encircle; sharp sharpen; short shorten shortage
weak weaken; sad sadden; wood wooden; gold golden; wool woolen; silk silken; ash ashes; threat threaten; fright frighten afraid fear
quick quicken; loose loosen; tight tighten; bright brighten; dark darken; sweet sweeten; straight straighten; fast fasten
north northern; south southern; east eastern; west western; province provincial; center central; nation national; region regional
office official; race racial; finance financial; commerce commercial; industry industrial; face facial; space spatial; part partial
benefit beneficial; influence influential; essence essential; substance substantial; president presidential; minister ministry ministerial
secretary secretarial; parliament parliamentary; moment momentary; element elementary; custom customary; person personnel personal
hero heroic heroism; poem poet poetry poetic; drama dramatic; system systematic; energy energetic; sympathy sympathetic
athlete athletic; problem problematic; climate climatic; democracy democratic; crisis critical; tragedy tragic; comedy comic
noise noisy; fame famous; mystery mysterious; industry industrious; space spacious; ambition ambitious; religion religious
caution cautious; grace gracious; nerve nervous; number numerous; humor humorous; fury furious; luxury luxurious
value valuable; reason reasonable; comfort comfortable; rely reliable reliance; vary variable; memory memorable; profit profitable
punish punishment; pay payment; agree agreement; argue argument; judge judgment; manage management manager; state statement
develop development; govern government; treat treatment; invest investment; settle settlement; improve improvement
refer reference; confer conference; prefer preference; infer inference; differ difference; interfere interference
anxious anxiety; curious curiosity; generous generosity; pious piety; secure security; pure purity; simple simplicity
pride proud; beauty beautiful; duty dutiful; peace peaceful; shame ashamed shameful; guilt guilty; luck lucky; rain rainy; wind windy
snow snowy; cloud cloudy; fog foggy; ice icy; salt salty; dirt dirty; dust dusty; hair hairy; thirst thirsty; sleep asleep sleepy
wake awake; lone alone lonely; two second twice double; three third; one first; five fifth; eight eighth; nine ninth; twelve twelfth
twenty twentieth; hundred hundredth; half halve; little less; many much
complain complaint; restrain restraint; constrain constraint; diagnose diagnosis; laugh laughter; applaud applause; grieve grief
hate hatred; behave behavior; compare comparison; suspect suspicion suspicious; satisfy satisfaction satisfactory
oppose opposition; compose composition; dispose disposal disposition; impose imposition; clear clarity
clothes clothing clothe; farm farmer agriculture
china chinese; japan japanese; korea korean; vietnam vietnamese; portugal portuguese; taiwan taiwanese; malta maltese; lebanon lebanese
france french frenchman; england english englishman; britain british briton; scotland scottish scot; wales welsh; ireland irish
netherlands dutch holland; spain spanish spaniard; poland polish pole; turkey turkish turk; sweden swedish swede
finland finnish finn; denmark danish dane; germany german; italy italian; russia russian; america american; europe european
canada canadian; australia australian; india indian; indonesia indonesian; malaysia malaysian; africa african; asia asian
mexico mexican; brazil brazilian; egypt egyptian; iran iranian persian; iraq iraqi; israel israeli; pakistan pakistani
afghanistan afghan; arabia arab arabic arabian; thailand thai; philippines filipino philippine; switzerland swiss; greece greek
norway norwegian; ukraine ukrainian; belgium belgian; austria austrian; hungary hungarian; singapore singaporean; nepal nepalese
burma burmese; mongolia mongolian mongol; tibet tibetan; argentina argentine argentinian; chile chilean; cuba cuban; peru peruvian
venezuela venezuelan; colombia colombian; syria syrian; jordan jordanian; libya libyan; kenya kenyan; nigeria nigerian; ethiopia ethiopian
"""
# (suffix, what may stand in its place), for words that the stemmer leaves apart
_SUFFIXES = (
    ("ment", ("", "e")), ("er", ("", "e")), ("or", ("", "e")), ("ist", ("", "y", "e")), ("ian", ("", "y", "e")), ("ness", ("",)),
    ("y", ("", "e")), ("en", ("", "e")), ("ful", ("",)), ("less", ("",)), ("ship", ("",)), ("hood", ("",)), ("ation", ("e", "")),
    ("ion", ("", "e")), ("al", ("e", "", "y")), ("ous", ("", "y")), ("ic", ("", "y")), ("ical", ("y", "")), ("ize", ("", "y")),
    ("ity", ("", "e")), ("ese", ("",)), ("ward", ("",)), ("ery", ("", "e")), ("ary", ("", "e")), ("ive", ("", "e")),
    ("ism", ("", "y")), ("dom", ("",)), ("th", ("",)), ("ance", ("", "e")), ("ification", ("ify",)),
)  # fmt: skip
_SHORTEST = 4  # letters of the word a suffix leaves
_LEAST_KNOWN = 3.5  # Zipf of the word it leaves: a base rarer than that is mostly chance
# What only looks like a suffix.
_NO_DERIVATION = frozenset("""
    another answer anger better brother butter center chapter character chicken christian city command comment company compartment
    computer consider corner cover daughter december december deliver dinner discover doctor easter either element enter ever
    factor father favor feather fever figure filter finger flower former future garden general gather hammer hardware harbor
    heaven hunger human instrument interest kitchen ladder latter letter limit linen litter lumber manner master matter meter member message minister
    minor mirror monument moment monster mother motion mountain nation nature neither never november number october offer officer
    open order other oven over oxygen pageant paper party passage passenger patient pepper permanent picture plenty
    pillow powder power present procure proper property quarter rather register remember river rubber september seven several
    shelter shoulder shower silver sister slender soldier spider station sticker story student study suffer sugar summer temper
    tender theater thunder timber together tower under utter village volunteer warrant water weather whether winter wonder yesterday
    army baby body busy county country enemy family fairy history industry lady larry likely marry mercy navy only
    pity pretty ready sorry tiny ugly very worry early daily july reply supply apply fly sunday monday tuesday wednesday thursday
    friday saturday birthday holiday today garment segment cement parliament document apartment department basement
    action million billion station nation lion religion region union onion fashion passion mission version question section
    animal capital metal total royal real deal equal final local social material special mineral hospital signal
    basic public music topic traffic magic logic clinic garlic arctic cosmic comic physic plastic
    adult business witness harness garbage savage bandage average cabbage sausage luggage
    rocket pocket ticket market policy color colour balance every listen career battery portion priority moral morality salary trailer treaty
    romance pension tension notion gravity fusion copy scary mansion martial passive portal porter virtual archive native donation
    fatal belly colony heather kindly minority pastor consist raven faction traction chester coral buffer lateral probation organism
    poker liver penny sonic canal irony compliment massive sector animation executive initiative objective legion captive caption
    importance hospitality authority university universal salvation organic statement consideration considerable transition counter
    formal informal conventional successive succession respective partial partly inventory liable carry bully
    """.split())  # fmt: skip


@cache
def _families() -> dict[str, frozenset[str]]:
    """Return the stems that stand for the listed families of each stem."""
    found: dict[str, set[str]] = {}
    for line in _LISTED.replace("\n", ";").split(";"):
        family = [stem_of(word) for word in line.split()]
        for stem in family:
            found.setdefault(stem, set()).add(family[0])
    return {stem: frozenset(names) for stem, names in found.items()}


@remembered_words
def family_of(word: str) -> frozenset[str]:
    """Return stems that a word shares with those derived from it, from the same word, or it from them.

    Two words are related if their families meet; a word's own stem is always in its family.

    >>> [bool(family_of("decision") & family_of(w)) for w in ("decides", "decisive", "deciduous")]
    [True, True, False]
    >>> [bool(family_of("workers") & family_of(w)) for w in ("works", "workshop")]
    [True, False]
    """
    lemma = lemma_of(word.lower())
    stems = {stem_of(word), *map(stem_of, _bases(lemma))}
    return frozenset(stems.union(*(_families().get(stem, ()) for stem in stems)))


def _bases(lemma: str) -> Iterator[str]:
    """Yield the words that a lemma is derived from, as far as its spelling tells."""
    if lemma in _NO_DERIVATION:
        return
    for suffix, endings in _SUFFIXES:
        root = lemma.removesuffix(suffix)
        if root == lemma or len(root) < 2:
            continue
        found = [root + ending for ending in endings]
        if root.endswith("i"):  # carrier, happiness
            found.append(root[:-1] + "y")
        found = [base for base in found if len(base) >= _SHORTEST]
        if root[-1] == root[-2]:  # runner, foggy
            found.append(root[:-1])
        yield from (base for base in found if english_zipf_of(base) >= _LEAST_KNOWN)
