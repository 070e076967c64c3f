def policy(response) -> dict[str, str]:
    header = response["Content-Security-Policy"]
    return {part.split()[0]: part for part in header.split("; ") if part}


def test_our_own_pages_allow_nothing_inline(client, db):
    rules = policy(client.get("/accounts/login/"))
    assert "unsafe" not in " ".join(rules.values())
    assert rules["default-src"] == "default-src 'self'" and rules["object-src"] == "object-src 'none'"


def test_wagtails_editor_may_write_its_inline_scripts_and_only_there(signed_in, ld_admin, home):
    client = signed_in(ld_admin)
    admin = policy(client.get("/admin/"))
    assert "'unsafe-inline'" in admin["script-src"] and "nonce" not in admin["script-src"]
    assert "unsafe" not in " ".join(policy(client.get("/accounts/profile/")).values())
