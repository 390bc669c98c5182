"""Query parameters that other sites add to a link to follow its readers."""

import re
from urllib.parse import unquote_plus

# Of Google, Facebook, Microsoft, X, TikTok, LinkedIn, Instagram, Yandex and others, and of
# programs for statistics and newsletters: Matomo, Mailchimp, HubSpot, Marketo, Vero and others.
TRACKING = re.compile(
    r"(utm|mtm|pk|piwik|matomo|hsa|ga|_?oly|vero|mc)_\w+|_hs\w+|__hs\w+|hsctatracking|_g[al]"
    r"|fbclid|fb_\w+|[gdy]clid|gclsrc|[gw]braid|gad_\w+|srsltid|msclkid|twclid|ttclid|li_fat_id"
    r"|ref_(src|url)|s_kwcid|igsh(id)?|epik|sccid|mkt_tok|_openstat|wickedid|rb_clickid|s_cid|ef_id|at_[a-z]+|cmpid",
    re.IGNORECASE,
)


def without_tracking(get_response):
    """Middleware: answer a request as without these parameters, from memory too.

    It comes before everything that reads the query string. All other parameters stay as they are,
    so that a mistyped filter is still refused.
    """

    def middleware(request):
        pieces = request.META.get("QUERY_STRING", "").split("&")
        request.META["QUERY_STRING"] = "&".join(each for each in pieces if not is_tracking(each))
        return get_response(request)

    return middleware


def is_tracking(piece):
    return bool(TRACKING.fullmatch(unquote_plus(piece.partition("=")[0])))
