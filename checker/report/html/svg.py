"""Elements of a picture as markup, every text in them made harmless."""

from markupsafe import Markup, escape

from checker.report.wording import visible


def text(value: object) -> Markup:
    r"""Text of an article, or any other, for the inside of an element or an attribute.

    >>> text("<b>\x1b")
    Markup('&lt;b&gt;␛')
    """
    return value if isinstance(value, Markup) else escape(visible(str(value)))


def tag(name: str, *inside: object, **attributes: object) -> Markup:
    """One element; `_` in the name of an attribute stands for `-`, and one at its end for nothing.

    >>> tag("text", "a<b", x="5%", text_anchor="end", class_="t")
    Markup('<text x="5%" text-anchor="end" class="t">a&lt;b</text>')
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items() if value != ""
    )
    held = "".join(text(part) for part in inside)
    # what comes of it holds nothing but escaped text
    return Markup(f"<{name}{told}>{held}</{name}>" if held else f"<{name}{told}/>")  # noqa: S704
