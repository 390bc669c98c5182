import django_filters as filters
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from programmes.lists.filters.kinds import (
    BY_DATE,
    RecordFilter,
    RegisterFilterSet,
    SortFilter,
    WordsFilter,
    YearFilter,
)
from programmes.models import Signatory, Signature


class LetterFilter(RegisterFilterSet):
    jaar = YearFilter(lambda year: Q(date__year=year))
    ondertekenaar = RecordFilter(Signatory, label=_("Signatory"), method="signed_by")
    ambt = filters.CharFilter(label=_("Office"), max_length=200, method="from_office")
    q = WordsFilter("subject", "summary", "reference", "text")
    sorteer = SortFilter(BY_DATE)

    def signed_by(self, queryset, name, signatory):
        signatures = Signature.objects.filter(letter=OuterRef("pk"), signatory=signatory)
        return queryset.filter(Exists(signatures))

    def from_office(self, queryset, name, office):
        signatures = Signature.objects.filter(letter=OuterRef("pk"), office__icontains=office)
        return queryset.filter(Exists(signatures))


class SignatoryFilter(RegisterFilterSet):
    ambt = filters.CharFilter(
        label=_("Office"), max_length=200, field_name="office", lookup_expr="icontains"
    )
    q = WordsFilter("name", "office")
    sorteer = SortFilter({"naam": (_("by name"), [Lower("name")])})
