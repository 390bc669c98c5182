"""A reader that takes more memory than there is."""


def answers(_file):
    taken = []
    while True:
        taken.append(bytes(10_000_000))
        yield len(taken)
