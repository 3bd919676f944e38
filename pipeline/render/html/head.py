"""Page → what its head tells machines: how it is called elsewhere, how a link to it is shown, what it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.model.artifact import Artifact
from pipeline.render.html import feeds, manifest
from pipeline.render.html.feeds import Feed
from pipeline.render.html.icons import favicon, icons
from pipeline.render.html.linked_data import linked_data
from pipeline.render.html.page import Page
from pipeline.render.html.press import Press
from pipeline.render.html.social import HEIGHT, WIDTH, Posters, posters
from pipeline.render.html.tokens import papers

REGIONS = dict(
    pair.split("_")
    for pair in (
        "ar_EG bg_BG bn_BD ca_ES cs_CZ da_DK de_DE el_GR en_US es_ES et_EE eu_ES fa_IR fi_FI fr_FR gl_ES he_IL hi_IN hr_HR hu_HU id_ID "
        "it_IT ja_JP ka_GE ko_KR lt_LT lv_LV mk_MK ms_MY nb_NO nl_NL pl_PL pt_BR ro_RO ru_RU sk_SK sl_SI sq_AL sr_RS sv_SE ta_IN te_IN "
        "th_TH tr_TR uk_UA ur_PK vi_VN zh_CN"
    ).split()
)
"""Where a language is spoken most (CLDR, likely subtags): Open Graph wants a country with every language."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of one page says beside its title and its description; what is empty is not said.

    `canonical` is its published address, `graph` are the properties of Open Graph in order, `feeds` those it tells of with the way to
    their files, `papers` the colours it is set on in light and in dark, `data` the JSON-LD.
    """

    canonical: str
    robots: str
    graph: tuple[tuple[str, str], ...]
    feeds: tuple[tuple[str, str], ...]
    icon: str
    manifest: str
    papers: Mapping[str, str]
    data: Markup


@dataclass(frozen=True, slots=True)
class Signs:
    """What the heads of all pages share, made once: the pictures of shared links, and the feeds."""

    press: Press
    posters: Posters
    feeds: tuple[Feed, ...]

    def head(self, page: Page) -> Head:
        """The head of a page."""
        here = page.sheet
        return Head(
            canonical="" if page.hidden and not page.moved else self.press.whole(page.moved or here.route),
            robots="noindex" if page.hidden else "",
            graph=tuple((name, said) for name, said in self._graph(page) if said),
            feeds=tuple((feed.title, here.to(feed.route)) for feed in feeds.near(page, self.feeds)),
            icon=here.to(favicon().path),
            manifest=here.to(manifest.MANIFEST),
            papers=papers(self.press.publish.get("theme")),
            data=Markup(linked_data(page)),  # noqa: S704 - JSON without a "<"
        )

    def files(self) -> Iterator[Artifact]:
        """The files that heads name."""
        yield from self.posters.files()
        yield from (favicon(), *icons(), manifest.manifest(self.press))
        yield from feeds.files(self.press, self.feeds)

    def _graph(self, page: Page) -> Iterator[tuple[str, str]]:
        """Open Graph (https://ogp.me); pictures have whole addresses where there are any."""
        press, item = self.press, page.item
        home = page.sheet.route == press.pages["index"]
        poster = self.posters.of(item)
        yield "og:type", "book" if home else _kind(page)
        yield "og:title", page.title
        yield "og:description", page.brief
        yield "og:site_name", press.title
        yield "og:locale", locale(page.language or press.language)
        yield "og:url", press.whole(page.moved or page.sheet.route)
        yield "og:image", page.sheet.public(poster.file.path)
        yield "og:image:width", str(WIDTH)
        yield "og:image:height", str(HEIGHT)
        yield "og:image:alt", poster.alt
        if home:
            isbn = str(press.settings.get("isbn13") or "")
            yield "book:isbn", "" if isbn == "tbc" else isbn.replace("-", "")
            yield "book:release_date", str(press.settings.get("year") or "")
        elif item is not None and _kind(page) == "article":
            yield "article:published_time", str(item.data.get("added") or "")
            yield "article:modified_time", str(item.data.get("updated") or "")
            yield "article:section", item.collection.plural


def signs(press: Press) -> Signs:
    """Make what the heads share."""
    return Signs(press, posters(press), feeds.feeds(press))


def locale(language: str) -> str:
    """A language tag → `language_COUNTRY`; empty where no country can be named."""
    main, *rest = language.replace("_", "-").split("-")
    country = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), REGIONS.get(main.lower(), ""))  # noqa: PLR2004 - ISO 3166-1
    return f"{main.lower()}_{country}" if country else ""


def _kind(page: Page) -> str:
    if page.item is None:
        return "website"
    return "profile" if page.item.collection.name == "people" else "article"
