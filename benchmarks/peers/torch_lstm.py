"""Training steps of LSTM, GRU and RNN in PyTorch: a contestant's process.

    env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OMP_NUM_THREADS=1 /usr/bin/python3 torch_lstm.py 1

Reads a question per line and answers with a line, as harness/serve.mjs does:
{"id": 1, "ask": "describe"}, {"id": 2, "ask": "prepare", "case": {"kind": "lstm", "batch": 1, "time": 100, "input": 32, "hidden": 32}},
{"id": 3, "ask": "measure", "runs": 5}, {"id": 4, "ask": "release"}.
Needs Debian's python3-torch and libopenblas0-pthread.
"""

import ctypes
import json
import re
import sys
import time

try:
    import torch
except ImportError:
    torch = None

THREADS = int(sys.argv[1])

# Bits of the vectors in OpenBLAS's kernels, by the name of the core that they were written for.
VECTOR_BITS = {
    512: ["SkylakeX", "Cooperlake", "Sapphirerapids", "SapphireRapids"],
    256: ["Haswell", "Zen", "Sandybridge", "Bulldozer", "Piledriver", "Steamroller", "Excavator"],
}


class NotInstalled(Exception):
    pass


def describe():
    return {"version": torch.__version__, "threads": torch.get_num_threads(), "simd": simd_of_torch(), **blas()}


def simd_of_torch():
    found = re.search(r"CPU capability usage: (\S+)", torch.__config__.show())
    return found.group(1) if found else "unknown"


def blas():
    """Asks the OpenBLAS that torch has loaded which kernels it chose."""
    torch.ones(2, 2) @ torch.ones(2, 2)
    with open("/proc/self/maps") as maps:
        paths = sorted(set(re.findall(r"(/\S*openblas\S*\.so\S*)", maps.read())))
    for path in paths:
        try:
            library = ctypes.CDLL(path)
            library.openblas_get_corename.restype = ctypes.c_char_p
            library.openblas_get_config.restype = ctypes.c_char_p
        except (OSError, AttributeError):
            continue
        core = library.openblas_get_corename().decode()
        bits = next((bits for bits, names in VECTOR_BITS.items() if core in names), 128)
        config = library.openblas_get_config().decode()
        return {"blas": " ".join(config.split()[:2]), "blasKernel": core, "blasVectorBits": bits}
    return {"blas": "not OpenBLAS", "blasKernel": "unknown", "blasVectorBits": None}


def prepare(case):
    kind = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "rnn": torch.nn.RNN}[case["kind"]]
    net = kind(case["input"], case["hidden"])
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    inputs = torch.randn(case["time"], case["batch"], case["input"], requires_grad=True)
    targets = torch.randn(case["time"], case["batch"], case["hidden"])

    def step():
        optimizer.zero_grad()
        inputs.grad = None
        output, _ = net(inputs)
        loss = ((output - targets) ** 2).mean()
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def measure(step, runs):
    start = time.perf_counter()
    for _ in range(runs):
        step()
    return (time.perf_counter() - start) * 1e3


def main():
    if torch:
        torch.set_num_threads(THREADS)
    step = None
    for line in sys.stdin:
        question = json.loads(line)
        reply = {"id": question["id"], "result": None}
        try:
            if not torch:
                raise NotInstalled("needs Debian's packages python3-torch and libopenblas0-pthread")
            if question["ask"] == "describe":
                reply["result"] = describe()
            elif question["ask"] == "prepare":
                step = prepare(question["case"])
                reply["result"] = {}
            elif question["ask"] == "measure":
                reply["result"] = measure(step, question["runs"])
            else:
                step = None
        except Exception as error:  # every failure is an answer
            reply = {"id": question["id"], "error": {"name": type(error).__name__, "message": str(error)}}
        print(json.dumps(reply), flush=True)


main()
