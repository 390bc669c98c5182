import django_filters as filters
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns.letter import SIGNED
from programmes.lists.filters.filterset import DatedFilterSet, RegisterFilterSet
from programmes.lists.filters.kinds import BY_DATE, CodesFilter, RecordsFilter, SortFilter
from programmes.lists.filters.searched import SearchedFilter
from programmes.models import SearchEntry, Signatory, Signature


class LetterFilter(DatedFilterSet):
    ondertekenaar = RecordsFilter(
        Signatory, label=_("Signatory"), field_name="signatures__signatory"
    )
    ambt = filters.CharFilter(label=_("Office"), max_length=200, method="from_office")
    q = SearchedFilter(pk=SearchEntry.Kind.LETTER)
    sorteer = SortFilter(BY_DATE)

    def from_office(self, queryset, name, office):
        signatures = Signature.objects.filter(letter=OuterRef("pk"), office__icontains=office)
        return queryset.filter(Exists(signatures))


class SignatoryFilter(RegisterFilterSet):
    ambt = filters.CharFilter(
        label=_("Office"), max_length=200, field_name="office", lookup_expr="icontains"
    )
    ondertekende = CodesFilter(
        label=_("Signed"), choices=[("ja", _("yes")), ("nee", _("no"))], expression=SIGNED
    )
    q = SearchedFilter(pk=SearchEntry.Kind.SIGNATORY)
    sorteer = SortFilter({"naam": (_("by name"), [Lower("name")])})
