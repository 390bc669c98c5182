from django.utils.translation import gettext, override

from programmes.models.by_language import kept_by_language


def test_a_text_is_rendered_once_for_each_language():
    rendered = []

    @kept_by_language()
    def title(word, *, suffix=""):
        rendered.append(word)
        return gettext("letter") + suffix

    with override(None):
        assert title("brief", suffix="!") == "letter!"
    assert [title("brief", suffix="!"), title("brief", suffix="!")] == ["brief!", "brief!"]
    assert rendered == ["brief", "brief"]
