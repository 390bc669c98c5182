"""The form of a group: the rights that mean something here, in the words of the screen."""

from django import forms
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.models.rights import ACTIONS, EDITED

ACTION_NAMES = {
    "view": _("view"),
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
}
# Rights of their own, beside those on the nouns of the register.
OTHERS = ("publish_register", "view_auditentry")


class RightsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, right):
        """Return the noun and the action, or the name of a right of its own."""
        action, _separator, _model = right.codename.partition("_")
        if action not in ACTION_NAMES:
            return _(right.name)
        noun = right.content_type.name
        return f"{noun[:1].upper()}{noun[1:]}: {ACTION_NAMES[action]}"


class GroupForm(forms.ModelForm):
    permissions = RightsField(
        Permission.objects.none(),
        label=_("Rights"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Group
        fields = ("name", "permissions")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["permissions"].queryset = offered(self.instance)


def offered(group):
    """Return the queryset of the rights to choose from: with those that a group has already."""
    wanted = [f"{action}_{model}" for model in EDITED for action in ACTIONS]
    rights = Permission.objects.select_related("content_type")
    known = Q(codename__in=[*wanted, *OTHERS])
    return rights.filter(known | Q(group=group.pk) if group.pk else known).distinct()
