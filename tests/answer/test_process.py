import subprocess
import sys

# The guard is one wall; the process that can't open a socket is the other.
DOORS = """
import pyoxigraph as ox
from kg.answer import __main__ as answer
answer._close_the_doors()
store = ox.Store()
assert list(store.query("SELECT * { VALUES ?x { 1 } }"))
try:
    list(store.query("SELECT * { SERVICE <http://127.0.0.1:65530/> { ?s ?p ?o } }"))
except (OSError, ValueError, RuntimeError) as error:
    print(error)
try:
    open("/etc/hostname")
except OSError as error:
    print(error)
"""


def test_behind_closed_doors_neither_socket_nor_file_opens() -> None:
    done = subprocess.run([sys.executable, "-c", DOORS], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 2
    assert done.stdout.count("Too many open files") == 2
