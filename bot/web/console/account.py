"""Signing in and out, and changing one's password."""

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy

from bot.language.phrases import phrase
from bot.web import bootstrap
from bot.web.console.access import READ, StaffRequest, guarded
from bot.web.console.frame import frame


class SignIn(LoginView):
    """`/console/connexion/`; after it comes the page that was asked for, else the queue."""

    template_name = "console/account/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The form, and whose clinic this is."""
        clinic = bootstrap.services().clinic().facts.get("nom", "")
        return {**super().get_context_data(**kwargs), "clinic": clinic}


class SignOut(LogoutView):
    """`/console/deconnexion/`, by POST."""

    next_page = "console:sign_in"


class ChangePassword(PasswordChangeView):
    """`/console/mot-de-passe/`."""

    template_name = "console/account/password.html"
    success_url = reverse_lazy("console:queue")
    request: StaffRequest

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The form, in the console's frame."""
        return {**frame(self.request), **super().get_context_data(**kwargs)}

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Changes the password; this session lives on, every other one of the account ends."""
        messages.success(self.request, phrase("console.fait_mot_de_passe"))
        return super().form_valid(form)


change_password = guarded(ChangePassword.as_view(), permission=READ, methods=("GET", "POST"))
