"""Signing in and out, and the password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse_lazy

from core.permissions import Actor
from tenants.accounts.actions.users import user_change_password
from tenants.accounts.middleware import IDLED_OUT
from tenants.accounts.passwords import must_change


class SignInForm(AuthenticationForm):
    """Account and password; the answer to a mistake never says which of the two was wrong."""

    error_messages = {
        "invalid_login": f"账号或密码不正确。连续输错 {settings.AXES_FAILURE_LIMIT} 次，账号将锁定 30 分钟。",
        "inactive": "账号或密码不正确。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = "请填写账号。"
        self.fields["password"].error_messages["required"] = "请填写密码。"
        self.fields["username"].widget.attrs.update({"class": "form-control", "autocapitalize": "none"})
        self.fields["password"].widget.attrs.update({"class": "form-control"})


class SignIn(views.LoginView):
    template_name = "web/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"title": "登录"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        idled_out = self.request.session.pop(IDLED_OUT, False) or "expired" in self.request.GET
        return super().get_context_data(idled_out=idled_out, **kwargs)


class PasswordForm(PasswordChangeForm):
    error_messages = {
        "password_incorrect": "原密码不正确，请重新输入。",
        "password_mismatch": "两次输入的新密码不一致。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name, label in (
            ("old_password", "原密码"),
            ("new_password1", "新密码"),
            ("new_password2", "再输一次新密码"),
        ):
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].error_messages["required"] = f"请填写{label}。"
            self.fields[name].widget.attrs["class"] = "form-control"
        self.fields["old_password"].widget.attrs.pop("autofocus", None)

    def clean(self) -> dict[str, Any] | None:
        values = super().clean()
        if (new := self.cleaned_data.get("new_password1")) and self.user.check_password(new):
            self.add_error("new_password1", "新密码不能与原密码相同。")
        return values


class PasswordChange(views.PasswordChangeView):
    template_name = "web/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("home")
    extra_context = {"title": "修改密码"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(forced=must_change(self.request.user), **kwargs)

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        actor: Actor = self.request.actor  # type: ignore[attr-defined]
        fresh = user_change_password(actor=actor, user=form.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(self.request, fresh)
        messages.success(self.request, "密码已修改，请牢记新密码。")
        return HttpResponseRedirect(self.get_success_url())


urlpatterns = [
    path("login/", SignIn.as_view(), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("password/", PasswordChange.as_view(), name="password-change"),
]
