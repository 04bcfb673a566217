"""Words of the trade that tell people, outlets and furniture apart. Data only."""

from __future__ import annotations

import calendar
import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(
    """
    al ben bin bint da dal de degli del della den der di do dos du e el ibn la las le les lo los 't ter ten ul van vom
    von y zu zum zur
    """
)
NAME_SUFFIXES = _set("jr sr ii iii iv")
DEGREES = _set("phd ph.d ph.d. md m.d. m.d mba cfa cpa esq esq. obe mbe cbe rn jd j.d.")
HONORIFICS = _set("mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir dame")

# What stands behind a name as its bearer's job: cut off.
JOBS = _set(
    """
    anchor analyst author bureau cartoonist co-founder columnist commentator contributing contributor correspondent
    critic editor editor-at-large editor-in-chief executive fellow founder freelance freelancer host intern journalist
    photographer photojournalist producer publisher reporter researcher reviewer special specialist staff stringer
    trainee videographer writer authors columnists contributors correspondents editors journalists photographers
    producers reporters writers
    """
)
# What makes a name that of an organisation, a desk or a page: left out. Words that are surnames too (Post, Page) are not listed.
ORGANISATIONS = _set(
    """
    about academy admin administrator advertising advertorial advisors advisory afp agence agencies agency alliance
    anonymous ap archive archives associated association audio blog brand brands business capital chief club commentary
    committee communications community company consulting corp corporation council coverage crew daily department desk
    digest digital director edition editorial electronics entertainment enterprises environment events experts
    federation finance foreign forum foundation global graphics group guest headquarters home inc industry insider
    institute interactive international interview investigations journal labs law limited llc llp ltd magazine manager
    marketing media member ministry money national network networks news newsletter newspaper newspapers newsroom
    newswire office official online opinion opinions partner partners photography photos podcast policy politics press
    product production productions publication publications publishing radio redaktion release report reporting research
    review reviews sciences security service services society software solutions sponsored standard storyteller
    strategist studio studios studies subscribe syndication systems team tech technologies technology television times
    today tribune tv uncategorized university unknown updated user users various ventures video views web webmaster
    website wire wires workers world
    """
)
NOT_A_PERSON = JOBS | ORGANISATIONS
# What stands between a name and its job: `Jane Doe Senior Climate Reporter`.
TITLE_MODIFIERS = _set(
    """
    acting ai assistant associate breaking business chief climate consumer crypto culture cybersecurity data deputy
    digital economics education enterprise energy executive features finance foreign games gaming general global health
    healthcare housing in internet investigative labor labour lead legal local managing markets media national news
    night platforms policy political politics principal privacy retail science security senior social space special
    sports sr sr. startup startups tech technology transport transportation travel uk us u.s. video weekend white house
    """
)
# Agencies, and outlets whose names have the form of a person's name: `Jane Doe, Ars Technica`.
OUTLETS = frozenset(
    {
        "agence france-presse",
        "al jazeera",
        "ani",
        "ars technica",
        "associated press",
        "axel springer",
        "bleeping computer",
        "bloomberg",
        "bloomberg law",
        "canadian press",
        "cnn wire",
        "condé nast",
        "dark reading",
        "deutsche welle",
        "dpa",
        "fast company",
        "getty images",
        "globe newswire",
        "globenewswire",
        "ians",
        "knowable magazine",
        "kyodo",
        "la repubblica",
        "le figaro",
        "le monde",
        "morning brew",
        "mother jones",
        "motley fool",
        "nikkei asia",
        "popular mechanics",
        "popular science",
        "pr newswire",
        "press trust of india",
        "pti",
        "reuters",
        "rest of world",
        "rolling stone",
        "scientific american",
        "seeking alpha",
        "stat",
        "tass",
        "the conversation",
        "thomson reuters",
        "tom's guide",
        "tom's hardware",
        "upi",
        "vanity fair",
        "wall street journal",
        "windows central",
        "xinhua",
        "yonhap",
        "yahoo finance",
        "ziff davis",
    }
)

LEAD_IN = re.compile(
    r"(?i)^\W*(?:(?:(?:originally|first)\s+)?(?:written|words|posted|published|reported|reporting|story|text|article|report|review|analysis|opinion|"
    r"interview|compiled|contributed|produced|authored|photos?|images?)\s+(?:and\s+\w+\s+)?by|by|from|authors?|von|par|por|di|door)\s*[:\s]\s*"
)
MONTHS = {
    **dict(zip(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], range(1, 13), strict=True)),
    **{name.casefold(): number for number, name in enumerate(calendar.month_name) if number},
    "sept": 9,
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"

SPONSORED = re.compile(
    r"(?i)\b(?:sponsored|paid (?:post|content|program)|advertorial|partner content|brand\s?(?:voice|studio)|promoted)\b"
)
CREDIT = re.compile(
    r"""(?ix)^\W*(?:
      (?:(?:lead|top|cover|header|featured?|main|hero|file|stock)\s)?
      (?:photo(?:s|graphs?|graphy|graphers?|\sillustrations?)?|images?|pictures?|illustrations?|graphics?|screenshots?
        |video\sstills?|artwork|screengrabs?)
      (?:\s+(?:credits?|courtesy|source|copyright))?\s*(?::|by\b|via\b|courtesy\b|©)
    | credits?\s*: | courtesy\s+of\b | ©\s*\w
    )
    | \b(?:getty\simages|shutterstock|istock(?:photo)?|ap\sphoto|afp\svia|unsplash|alamy|/reuters)\W*(?:file\sphoto)?\W*$"""
)
FURNITURE = re.compile(
    r"""(?ix)^\W*(?:
      advertisement | (?:article|story)\s+continues\s+below.* | skip\s+to\s+(?:main\s+)?content | load\s+more
    | show\s+(?:more|less)
    | you\s+must\s+(?:confirm|log\s*in|be\s+logged\s+in|sign\s+in).*\bcomment.*
    | please\s+log\s*(?:out|in)\b.* | (?:log|sign)\s*in\s+to\s+(?:comment|reply).*
    | (?:join|view|see|read|leave|post|add)\s+(?:the\s+|a\s+|all\s+|your\s+)?(?:\d+\s+)?(?:comments?|conversation|discussion)
    | share\s+(?:this|on|via)\b.{0,60} | (?:follow|like)\s+us\s+on\b.{0,80} | click\s+to\s+(?:share|copy)\b.{0,60}
    | (?:sign\s*up|subscribe)\b.{0,120}\b(?:newsletters?|inbox|e-?mails?|alerts)\b.{0,60}
    | thank\s+you\s+for\s+(?:subscribing|signing\s+up).{0,80}
    | by\s+(?:signing\s+up|submitting|subscribing)\b.{0,240}\b(?:privacy|terms)\b.{0,120}
    | the\s+post\b.{1,200}\bappeared\s+first\s+on\b.{1,80}
    | (?:read\s+more|related(?:\s+(?:articles?|stories|content))?|recommended(?:\s+(?:videos?|stories))?
        |most\s+(?:read|popular)|trending(?:\s+now)?)\W*
    )\W*$"""
)
JOURNALISM = re.compile(
    r"""(?ix)\b(?:
      reporters? | editors? | journalists? | writers? | correspondents? | columnists? | contributors? | author | critic
    | producer
    | analyst | founder | publisher | bureau\schief | freelance | fellow | covers | covering | covered | reports\son
    | reporting\son
    | writes | written\sfor | wrote\sfor | bylines? | has\s(?:also\s)?(?:worked|written|reported|covered)
    | (?:prior\sto|before)\sjoining | previously\s(?:was|worked|covered|wrote|reported)
    | staff | newsroom | president\sof | newsletter
    )\b"""
)
# What only a journalist's bio says, and a sentence about anybody else hardly ever.
REPORTING = re.compile(
    r"""(?ix)\b(?:
      (?:reporter|editor|journalist|writer|correspondent|columnist|contributor|critic|bureau\schief)\b | contributing\s
    | freelance
    | covers\b | covering\b | reports\s(?:on|for|from)\b | writes\s(?:for|about|on|the)\b | edits\b
    )"""
)
CONTRIBUTED = re.compile(
    r"(?i)\bcontributed\b.{0,40}\b(?:report|reporting|article|story|research)\b|^\W*(?:additional\s+)?reporting\s+by\b"
)
SPEAKING = re.compile(r"(?i)\b(?:said|says|told|added|wrote|tweeted|argued|noted|explained)\b")
BIO_OPENING = re.compile(
    r"(?:(?:is|was|has|covers?|writes?|reports?|works?|joined|leads?|edits?|serves?|lives|spent|started|began|hosts?|helps)\b"
    r"|[’']s\b|,\s+(?:an?|the|who)\b)"
)
CONTACT = re.compile(
    r"""(?ix)^\W*(?:
      (?:you\scan\s)?(?:follow|e-?mail|contact|reach|tweet|write\sto|find)\b.{0,160}
      (?:@\w|\b(?:twitter|mastodon|bluesky|x|linkedin|instagram|signal|e-?mail)\b).{0,160}
    | @\w{2,} | [\w.+-]+@[\w-]+\.[\w.]+
    )\W*$"""
)
# What a text ends with when its source holds back the rest.
CUT_OFF = re.compile(
    r"(?i)(?:\[?(?:…|\.\.\.|&hellip;)\]?|\b(?:continue|keep)\s+reading\b.{0,80}|\bread\s+(?:more|on|the\s+(?:rest|full)\b.{0,80}))\W*$"
)
# Lines of a page that was copied as text: what stands between pieces, and never belongs to one.
CUT_LINE = re.compile(
    r"""(?ix)^\W*(?:
      (?:keep|continue)\s*reading | read\s+(?:on|more)
    | (?:read|see|view|open)\s+(?:the\s+)?(?:full|whole|entire|rest\s+of\s+the|complete)\s+
      (?:story|article|post|piece|report|interview|review) | full\s+(?:story|article)
    | (?:tap|click)\s+(?:here\s+)?to\s+(?:read|expand|continue)
    | show\s+(?:more|less|full\s+\w+) | see\s+more | expand
    )(?:\W*(?:show\s*(?:less|more)|here|below|the|this|full|whole|rest|of|story|article|post|piece)\b|\W|\b(?:at|on|in|about)\s[^.!?]{0,60})*$"""
)
LIST_HEADING = re.compile(
    r"""(?ix)^\W*(?:
      (?:the\s+)?(?:latest|newest|recent|top|popular|trending|related|recommended|featured|best)(?:\s+(?:now|today|this\s+week|in\s+\w+|for\s+you
        |stories|articles|news|posts|reads|headlines|coverage|content|reading|bulletins|on\s.{1,40}))*
    | most\s+(?:read|popular|viewed|shared|commented)(?:\s.{1,30})? | more\s+(?:from|on|in|about|like)\s.{1,60}
    | more\s+(?:stories|articles|news|coverage|reading)
    | (?:you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|have\s+missed)) | up\s+next | read\s+next | next\s+up
    | also\s+in\s.{1,40} | elsewhere
    | editor['’]?s?['’]?\s+(?:picks?|choice) | bulletins? | don['’]t\s+miss | in\s+case\s+you\s+missed\s+it
    | further\s+reading | must\s+reads?
    | what\s+to\s+read\s+next | newsletters | trending
    )\W*$"""
)
NAVIGATION = re.compile(
    r"""(?ix)^\W*(?:
      menu | search | home | sections | sign\s*(?:in|up|out) | log\s*(?:in|out) | register
    | subscribe(?:\s+(?:now|today|here))? | my\s+account
    | about(?:\s+us)? | contact(?:\s+us)? | privacy(?:\s+(?:policy|notice|settings))?
    | terms(?:\s+(?:of\s+(?:use|service)|and\s+conditions))?
    | cookies?(?:\s+\w+)? | advertise(?:\s+with\s+us)? | advertisement | ad | careers | jobs | site\s*map | help | faq
    | .{0,60}\ball\s+rights\s+reserved.{0,60} | (?:©|\(c\)|copyright)\s.{0,80} | back\s+to\s+(?:the\s+)?top
    | (?:go\s+to\s+)?(?:next|previous)(?:\s+(?:page|story|article))?
    | page\s+\d+(?:\s+of\s+\d+)? | skip\s+to\s.{1,40} | follow(?:\s+us)?(?:\s+on\s.{1,40})?
    | (?:share|tweet|e-?mail|print|save|bookmark|copy\s+link|listen|gift)
      (?:\s+(?:this|the)(?:\s+(?:story|article|post|page|link))?|\s+(?:article|story)|\s+on\s+\w+|\s+via\s+[\w-]+|\s+to\s+this\s+(?:article|story))?
    | facebook | twitter | x | linkedin | whatsapp | reddit | instagram | youtube | rss
    | \d+\s+(?:comments?|shares?|likes?|views?) | comments?(?:\s*\(\d+\))?
    | (?:estimated\s+)?(?:reading\s+time\W*)?\d+[\s-]+min(?:ute)?s?(?:\s+read)? | load\s+more | view\s+all | see\s+all
    | all\s+\w+ | close | dismiss
    | (?:article|story)\s+continues\s+below.{0,40} | (?:sign\s*up|subscribe)\s+(?:for|to)\b.{1,120}
    | (?:join|get)\b.{1,60}\bnewsletter\b.{0,60}
    )\W*$"""
)
SPONSOR_LABEL = re.compile(
    r"""(?ix)^\W*(?:
      sponsored(?:\s+(?:content|post|story|article|by\s.{1,60}|message))?
    | (?:paid|promoted|partner|branded)\s+(?:post|content|program(?:me)?|message|story|feature)s?
    | promoted(?:\s+by\s.{1,60})? | promotion | advertorial | advertisement\s+feature
    | (?:presented|paid\s+for|brought\s+to\s+you|made\s+possible)\s+by\s.{1,60}
    | (?:in\s+partnership|together)\s+with\s.{1,60} | from\s+our\s+(?:partners?|sponsors?)
    | a\s+message\s+from\s.{1,60} | brand\s*(?:voice|studio)
    )\W*$"""
)
ABOUT_AUTHOR = re.compile(r"(?i)^\W*(?:about|meet)\s+the\s+(?:authors?|writers?|reporters?)\W*$|^\W*(?:the\s+)?authors?\W*$")
SEPARATOR_LINE = re.compile(r"^[\W_]{1,80}$")
