from allauth.account.adapter import DefaultAccountAdapter


class ClosedSignUp(DefaultAccountAdapter):
    """People are invited; nobody signs themselves up."""

    def is_open_for_signup(self, request) -> bool:
        return False
