"""The admin of accounts and of the audit list."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import CharField, F, Func
from django.forms import CheckboxSelectMultiple
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspectie.accounts.groups import GroupForm
from inspectie.accounts.models import AuditEntry
from programmes.formats.csvfile import csv_response
from programmes.lists.columns.column import field

# Not in the admin: email addresses (sign-in is by user name), secrets of second factors and
# tokens, and apps of single sign-on (configured by settings).
admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken])
admin.site.unregister([Group, User])


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    """Groups and their rights. A group is emptied, never deleted."""

    form = GroupForm
    ordering = ("name",)

    def has_delete_permission(self, request, obj=None):
        return False


class PasswordForm(AdminPasswordChangeForm):
    # Django's own is in English.
    usable_password_help_text = gettext_lazy(
        "Disabled: this person signs in by single sign-on only, and the present password is lost."
    )


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts are created and blocked, never deleted. Permissions come from groups."""

    list_display = ("username", "first_name", "last_name", "in_groups", "is_active", "last_login")
    change_form_template = "admin/account_change_form.html"
    add_form_template = None
    add_form = UserCreationForm
    change_password_form = PasswordForm
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    personal = (gettext_lazy("Who this is"), {"fields": ["first_name", "last_name", "email"]})
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        personal,
        (
            gettext_lazy("What this person may do"),
            {"fields": ["is_active", "is_staff", "groups", "is_superuser"]},
        ),
        (gettext_lazy("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "password1", "password2"]}),
        personal,
        (gettext_lazy("What this person may do"), {"fields": ["is_staff", "groups"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("groups"))
    def in_groups(self, account):
        return ", ".join(group.name for group in account.groups.all())

    def save_related(self, request, form, formsets, change):
        """Save, and warn when the account cannot be used as it is."""
        super().save_related(request, form, formsets, change)
        if problem := problem_of(form.instance):
            self.message_user(request, problem, messages.WARNING)

    def get_changeform_initial_data(self, request):
        return {"is_staff": True} | super().get_changeform_initial_data(request)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = CheckboxSelectMultiple
            kwargs["help_text"] = gettext_lazy(
                "An editor enters and corrects; a publicist also checks and makes public."
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        own = path(
            "<key:pk>/tweede-factor/",
            self.admin_site.admin_view(self.remove_second_factor_view),
            name="auth_user_second_factor",
        )
        return [own, *super().get_urls()]

    def remove_second_factor_view(self, request, pk):
        """Remove an account's second factors, on POST; show a confirmation page on GET."""
        account = self.get_object(request, str(pk))
        if account is None:
            raise Http404
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        back = reverse("admin:auth_user_change", args=[pk])
        if request.method == "POST":
            Authenticator.objects.filter(user=account).delete()
            self.message_user(request, _("The second factor was removed."), messages.SUCCESS)
            return redirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Remove second factor"),
            "opts": self.opts,
            "account": account,
            "back": back,
        }
        return TemplateResponse(request, "admin/remove_second_factor.html", context)


def problem_of(account):
    """Return why an active account can do nothing, as text, or None."""
    if not account.is_active:
        return None
    if not account.is_staff:
        return _("Without staff status this person cannot open the administration.")
    if not account.is_superuser and not account.groups.exists():
        return _("Without a group this person can see and do nothing. Choose a group.")
    return None


def as_text(path, template):
    """Return a text expression: the field `path` in the SQL `template` (see `Func.template`)."""
    return Func(F(path), template=template, output_field=CharField())


LOCAL_TIME = "to_char(%(expressions)s AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD HH24:MI:SS')"
AUDIT_COLUMNS = [
    field(AuditEntry, "moment", "at", expression=as_text("at", LOCAL_TIME)),
    field(AuditEntry, "wat", "kind"),
    field(AuditEntry, "account", "account"),
    field(AuditEntry, "door", "by"),
    field(
        AuditEntry,
        "netwerkadres",
        "address",
        expression=as_text("address", "host(%(expressions)s)"),
    ),
    field(AuditEntry, "bijzonderheden", "details"),
]


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """The audit list: read-only, with filters and a CSV export."""

    list_display = ("at", "kind", "account", "by", "address", "details")
    list_display_links = None
    list_filter = ("kind", "at")
    date_hierarchy = "at"
    search_fields = ("account", "by", "address", "details")
    search_help_text = gettext_lazy("Part of a user name, an address or a detail.")
    list_per_page = 100
    show_full_result_count = False
    change_list_template = "admin/audit_list.html"

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def get_urls(self):
        own = path(
            "csv/", self.admin_site.admin_view(self.csv_view), name="accounts_auditentry_csv"
        )
        return [own, *super().get_urls()]

    def csv_view(self, request):
        """Return the entries that the filters select, as CSV for Excel.

        Raises:
            PermissionDenied: without the permission to view the list.
            BadRequest: for an unknown filter.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            chosen = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise BadRequest(_("This filter does not exist.")) from error
        return csv_response(request, chosen, AUDIT_COLUMNS, "excel", "controlelijst")
