"""Numbers for the tests of this folder, by numpy's LAPACK and, for clusters, by the definitions of the linkages.

    python3 generate.py > analysis.json
"""
import json

import numpy as np

random = np.random.RandomState(1990)


def rounded(array):
    return np.round(array, 3).tolist()


def matrices():
    size = 12
    yield "general 12", random.randn(size, size)
    yield "recurrent weights 24, scaled by 1/sqrt(24)", random.randn(24, 24) / np.sqrt(24)
    yield "rotation, scaled", 0.97 * np.array([[np.cos(0.4), -np.sin(0.4)], [np.sin(0.4), np.cos(0.4)]])
    yield "cyclic shift 6", np.roll(np.eye(6), 1, axis=0)
    yield "upper triangle", np.triu(random.randn(7, 7))
    yield "symmetric 9", (lambda a: a + a.T)(random.randn(9, 9))
    yield "rank 2 of 8", random.randn(8, 2) @ random.randn(2, 8)
    yield "tall 9 x 4", random.randn(9, 4)
    yield "wide 3 x 10", random.randn(3, 10)
    yield "one number", np.array([[-2.5]])
    yield "zeros", np.zeros((3, 3))


def spectra():
    for name, matrix in matrices():
        matrix = np.array(rounded(matrix)) if not name.startswith("rank") else matrix
        case = {"name": name, "matrix": matrix.tolist(), "singularValues": np.linalg.svd(matrix, compute_uv=False).tolist()}
        if matrix.shape[0] == matrix.shape[1]:
            values = np.linalg.eigvals(matrix)
            case["eigenvalues"] = [[float(value.real), float(value.imag)] for value in values]
            case["trace"] = float(np.trace(matrix))
            case["determinant"] = float(np.linalg.det(matrix))
        yield case


def components():
    points = np.array(rounded(random.randn(30, 5) @ random.randn(5, 5) + 3))
    values, vectors = np.linalg.eigh(np.cov(points, rowvar=False))
    order = np.argsort(values)[::-1]
    return {"points": points.tolist(), "mean": points.mean(axis=0).tolist(), "variances": values[order].tolist(), "axes": vectors.T[order].tolist()}


def average(points, a, b):
    return np.mean([np.linalg.norm(points[i] - points[j]) for i in a for j in b])


def complete(points, a, b):
    return np.max([np.linalg.norm(points[i] - points[j]) for i in a for j in b])


def ward(points, a, b):
    weight = 2 * len(a) * len(b) / (len(a) + len(b))
    return np.sqrt(weight) * np.linalg.norm(points[a].mean(axis=0) - points[b].mean(axis=0))


def clusters():
    points = np.array(rounded(random.randn(14, 3)))
    result = {"points": points.tolist()}
    for linkage in (average, complete, ward):
        sets = [[i] for i in range(len(points))]
        merges = []
        while len(sets) > 1:
            height, i, j = min((linkage(points, sets[i], sets[j]), i, j) for i in range(len(sets)) for j in range(i))
            items = sorted(sets[i] + sets[j])
            merges.append({"items": items, "height": float(height)})
            sets = [each for k, each in enumerate(sets) if k not in (i, j)] + [items]
        result[linkage.__name__] = merges
    return result


found = {
    "origin": f"generate.py in this folder, numpy {np.__version__}, seed 1990",
    "spectra": list(spectra()),
    "components": components(),
    "clusters": clusters(),
}
print(json.dumps(found).replace('{"name"', '\n{"name"').replace('{"items"', '\n{"items"'))
