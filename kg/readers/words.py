"""Words of the trade that tell people, outlets and furniture apart. Data only."""

from __future__ import annotations

import calendar
import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set(
    "al ben bin bint da dal de degli del della den der di do dos du e el ibn la las le les lo los 't ter ten ul van vom von y zu zum zur"
)
NAME_SUFFIXES = _set("jr jr. sr sr. ii iii iv")
DEGREES = _set("phd ph.d ph.d. md m.d. m.d mba cfa cpa esq esq. obe mbe cbe rn jd j.d.")
HONORIFICS = _set("mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor sir dame")

# A byline part that holds one of these is a job, a desk or an organisation. Surnames that are also such words (Post, Page, Cook) stay out.
NOT_A_PERSON = _set(
    """
    about academy admin administrator advertising advertorial afp agence agencies agency alliance analyst anonymous ap associated association author
    authors blog brand bureau business capital chief columnist commentary committee communications community company
    contributing contributor contributors corp corporation correspondent council coverage crew critic daily department deputy desk digest digital director
    editor editor-at-large editor-in-chief editorial editors edition electronics entertainment environment executive experts fellow
    finance foreign foundation freelance freelancer global graphics group guest home inc industry insider institute intern international interview
    investigations journal journalist journalists llc lead limited ltd magazine manager marketing media member ministry money national network networks
    news newsletter newspaper newspapers newsroom newswire office official online opinion opinions partner partners photographer photography
    photos podcast politics press producer product production publication publications publisher publishing radio redaktion release report reporter reporters
    reporting research researcher review reviews science security senior service services society software special specialist sponsored staff
    standard storyteller strategist studio studios studies subscribe syndication team tech technologies technology television times today trainee tv
    uncategorized university unknown updated user various video views web webmaster website wire wires workers world writer writers
    """
)
TITLE_MODIFIERS = _set(
    """
    acting assistant associate breaking chief climate consumer contributing cybersecurity deputy enterprise executive features general health
    lead legal managing national night policy political principal senior sr. special startups tech us u.s. uk video white house
    """
)
WIRES = frozenset(
    {
        "afp",
        "agence france-presse",
        "ani",
        "ap",
        "associated press",
        "bloomberg",
        "bloomberg news",
        "business wire",
        "canadian press",
        "cnn wire",
        "dpa",
        "globe newswire",
        "globenewswire",
        "ians",
        "kyodo",
        "kyodo news",
        "pa media",
        "pr newswire",
        "press association",
        "press trust of india",
        "pti",
        "reuters",
        "tass",
        "the conversation",
        "thomson reuters",
        "upi",
        "xinhua",
        "yonhap",
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

CREDIT = re.compile(
    r"(?i)^\W*(?:(?:lead |top |cover |header |feature[d]? |main |hero |file |stock )?(?:photo(?:s|graphs?|graphy|graphers?| illustrations?)?|images?|pictures?|"
    r"illustrations?|graphics?|screenshots?|video stills?|artwork|screengrabs?)"
    r"(?:\s+(?:credits?|courtesy|source|copyright))?\s*(?::|by\b|via\b|courtesy\b|©)|credits?\s*:|courtesy of\b|©\s*\w)"
    r"|\b(?:via getty images|getty images|shutterstock|istock(?:photo)?|ap photo|afp via|unsplash|alamy|/reuters)\W*(?:file photo)?\W*$"
)
FURNITURE = re.compile(
    r"""(?ix)^\W*(?:
      advertisement | (?:article|story)\s+continues\s+below.* | skip\s+to\s+(?:main\s+)?content | load\s+more | show\s+(?:more|less)
    | you\s+must\s+(?:confirm|log\s*in|be\s+logged\s+in|sign\s+in).*\bcomment.* | please\s+log\s*(?:out|in)\b.* | (?:log|sign)\s*in\s+to\s+(?:comment|reply).*
    | (?:join|view|see|read|leave|post|add)\s+(?:the\s+|a\s+|all\s+|your\s+)?(?:\d+\s+)?(?:comments?|conversation|discussion)
    | share\s+(?:this|on|via)\b.{0,60} | (?:follow|like)\s+us\s+on\b.{0,80} | click\s+to\s+(?:share|copy)\b.{0,60}
    | (?:sign\s*up|subscribe)\b.{0,120}\b(?:newsletters?|inbox|e-?mails?|alerts)\b.{0,60} | thank\s+you\s+for\s+(?:subscribing|signing\s+up).{0,80}
    | by\s+(?:signing\s+up|submitting|subscribing)\b.{0,240}\b(?:privacy|terms)\b.{0,120}
    | (?:read\s+more|related(?:\s+(?:articles?|stories|content))?|recommended(?:\s+(?:videos?|stories))?|most\s+(?:read|popular)|trending(?:\s+now)?)\W*
    )\W*$"""
)
JOURNALISM = re.compile(
    r"(?i)\b(?:reporters?|editors?|journalists?|writers?|correspondents?|columnists?|contributors?|author|critic|producer|analyst|founder|publisher|bureau chief|"
    r"freelance|fellow|covers|covering|covered|reports on|reporting on|writes|written for|wrote for|bylines?|has (?:also )?(?:worked|written|reported|covered)|"
    r"(?:prior to|before) joining|previously (?:was|worked|covered|wrote|reported)|staff|newsroom|president of|newsletter)\b"
)
BIO_OPENING = re.compile(
    r"(?:is|was|has|covers?|writes?|reports?|works?|joined|leads?|edits?|serves?|lives|spent|started|began|hosts?|helps|'s)\b|[’']s\b|,\s+(?:an?|the|who)\b"
)
FOLLOW = re.compile(
    r"(?i)^\W*(?:(?:you can )?(?:follow|email|e-mail|contact|reach|tweet|write to|find)\b.{0,160}(?:@\w|\b(?:twitter|mastodon|bluesky|x|linkedin|instagram|signal|e-?mail)\b).{0,160}"
    r"|@\w{2,}|[\w.+-]+@[\w-]+\.[\w.]+)\W*$"
)
