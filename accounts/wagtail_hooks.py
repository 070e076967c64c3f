from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label, message in (
        ("invite", "Invite", "Invited"),
        ("resend", "Send again", "Sent the invitation again"),
        ("revoke", "Take back", "Took the invitation back"),
        ("move", "Move", "Moved to another team"),
        ("deactivate", "Deactivate", "Deactivated"),
        ("reactivate", "Reactivate", "Brought back"),
    ):
        actions.register_action(f"accounts.{name}", label, message)
