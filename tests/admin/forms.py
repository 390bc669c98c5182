"""What a browser posts for a form of the admin."""

from lxml import html


def typed(response, **given):
    """Return the POST data of the form of a record or a verb in a response, updated with `given`.

    A value of None stands for a control that is not sent.
    """
    (form,) = html.fromstring(response.text).xpath("//form[@novalidate or @class='verb']")
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return {name: value for name, value in (data | given).items() if value is not None}


def as_sent(response):
    """Return the POST data of the form as it came, with the line ends that a browser sends."""
    return {
        name: ["\r\n".join(value.splitlines()) for value in values]
        for name, values in typed(response).items()
    }


def carry_out(client, address, **given):
    """Post the form of a verb as its page gives it, updated with `given`; return the response."""
    page = html.fromstring(client.get(address).text or "<p>")
    data = {}
    for form in page.xpath("//form[@class='verb']"):
        for name, value in form.form_values():
            data.setdefault(name, []).append(value)
    return client.post(address, data | given)
