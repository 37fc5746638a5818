"""The index cannot lie: what it was built from is checked, a failed build changes nothing, two builders wait."""

from __future__ import annotations

import dataclasses
import json
import os
import threading

import pytest
from filelock import FileLock

from corpus.errors import IndexBusy, IndexCorrupt, IndexMissing, IndexStale, SettingsError
from index.build import build, ensure
from index.chunk import chunks_of
from index.embed import Model
from index.manifest import CHUNKS, CURRENT, LOCK, MANIFEST, VECTORS, WORDS, Manifest, current, root
from index.search import Search
from index.verify import verify
from tests.conftest import TODAY, WORD_HASH, WordHashEmbedder


def built(home, corpus, make=WordHashEmbedder, **options):
    return build(home, corpus, model=Model("word-hash", make), **options)


def test_what_a_build_writes(small_home, corpus):
    manifest = Manifest.read(current(small_home))
    assert manifest.corpus == corpus.hash
    assert manifest.chunks == len(chunks_of(corpus))
    assert manifest.model == WordHashEmbedder.info
    assert (current(small_home) / VECTORS).is_dir()
    report = verify(small_home, corpus, WORD_HASH)
    assert report.vectors == manifest.chunks
    assert report.encoded > 0


def test_progress_reaches_the_total(tmp_path, corpus):
    seen = []
    manifest = built(tmp_path, corpus, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (manifest.chunks, manifest.chunks)
    assert seen == sorted(seen)


def test_without_a_model_the_index_is_lexical_and_still_finds(tmp_path, corpus):
    manifest = build(tmp_path, corpus)
    assert manifest.model is None
    found = Search.open(tmp_path, corpus).find("conseil de perfectionnement", on=TODAY)
    assert found.hits[0].chunk.indicator == 20
    assert verify(tmp_path, corpus, None).vectors == 0


def test_an_index_of_another_model_is_built_again(tmp_path, corpus):
    build(tmp_path, corpus)
    assert ensure(tmp_path, corpus, model=WORD_HASH).model == WordHashEmbedder.info
    first = current(tmp_path)
    ensure(tmp_path, corpus, model=Model("word-hash", WordHashEmbedder, "1" * 64))  # the same model, trained again
    assert current(tmp_path) != first


def test_ensure_builds_only_when_needed(tmp_path, corpus):
    first = ensure(tmp_path, corpus, model=WORD_HASH)
    assert ensure(tmp_path, corpus, model=WORD_HASH) == first
    other = dataclasses.replace(corpus, hash="0" * 64)
    assert ensure(tmp_path, other, model=WORD_HASH).corpus == "0" * 64


def test_opening_without_an_index_names_the_command(tmp_path, corpus):
    with pytest.raises(IndexMissing, match="qualiopi index build"):
        Search.open(tmp_path, corpus)


def test_a_changed_corpus_is_seen(small_home, corpus):
    other = dataclasses.replace(corpus, hash="0" * 64)
    with pytest.raises(IndexStale, match="Le corpus a changé"):
        Search.open(small_home, other)


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        (MANIFEST, "{", "Manifeste"),
        (MANIFEST, '{"format": 2}', "Manifeste"),
        (MANIFEST, "[]", "Manifeste"),
        (CHUNKS, "{}\n", "modifié"),
        (CHUNKS, None, "manquant"),
        (MANIFEST, None, "Manifeste"),
    ],
)
def test_damaged_files_are_told_in_one_line(tmp_path, corpus, file, content, words):
    build(tmp_path, corpus)
    path = current(tmp_path) / file
    if content is None:
        path.unlink()
    else:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(IndexCorrupt) as error:
        Search.open(tmp_path, corpus)
    assert words in str(error.value)
    assert "qualiopi index build" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_manifest_of_another_format_is_stale(tmp_path, corpus):
    build(tmp_path, corpus)
    path = current(tmp_path) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}), encoding="utf-8")
    with pytest.raises(IndexStale, match="format 99"):
        Search.open(tmp_path, corpus)


@pytest.mark.parametrize("name", ["../../etc", "nowhere", ""])
def test_current_only_names_a_build_that_is_there(tmp_path, corpus, name):
    root(tmp_path).mkdir(parents=True)
    (root(tmp_path) / CURRENT).write_text(name, encoding="utf-8")
    with pytest.raises(IndexCorrupt):
        current(tmp_path)


def test_vectors_of_another_model_are_refused(small_home, corpus):
    class Other(WordHashEmbedder):
        info = dataclasses.replace(WordHashEmbedder.info, name="other")

    search = Search.open(small_home, corpus, Model("word-hash", Other))
    with pytest.raises(IndexCorrupt, match="autre modèle"):
        search.find("veille", on=TODAY)


def test_a_build_that_fails_leaves_the_old_one_in_use(tmp_path, corpus):
    built(tmp_path, corpus)
    before = current(tmp_path)

    class Failing(WordHashEmbedder):
        def passages(self, texts, progress=None):
            raise OSError(28, "No space left on device")

    with pytest.raises(SettingsError, match="le précédent reste en service"):
        built(tmp_path, corpus, make=Failing)
    assert current(tmp_path) == before
    assert Search.open(tmp_path, corpus, WORD_HASH).find("veille", on=TODAY).hits
    assert [path.name for path in (root(tmp_path) / "builds").iterdir()] == [before.name]


def test_old_builds_are_removed_but_the_last(tmp_path, corpus):
    for _ in range(4):
        build(tmp_path, corpus)
    assert len(list((root(tmp_path) / "builds").iterdir())) == 2


def test_a_second_builder_is_told_at_once(tmp_path, corpus):
    (root(tmp_path)).mkdir(parents=True)
    with FileLock(root(tmp_path) / LOCK), pytest.raises(IndexBusy, match="Un autre processus"):
        built(tmp_path, corpus)


def test_two_that_need_an_index_end_with_one(tmp_path, corpus):
    manifests = []
    threads = [
        threading.Thread(target=lambda: manifests.append(ensure(tmp_path, corpus, model=WORD_HASH))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert manifests[0] == manifests[1]
    assert len(list((root(tmp_path) / "builds").iterdir())) == 1


def test_a_data_folder_that_is_a_file(tmp_path, corpus):
    (tmp_path / "file").write_text("x")
    with pytest.raises(SettingsError, match="n'est pas utilisable"):
        built(tmp_path / "file", corpus)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_without_permission(tmp_path, corpus):
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(SettingsError, match="n'est pas utilisable"):
        built(tmp_path / "closed", corpus)


def test_changed_words_are_seen(tmp_path, corpus):
    build(tmp_path, corpus)
    path = current(tmp_path) / WORDS / "fr" / "subjects.json"
    path.write_text(path.read_text().replace("0", "1", 1))
    with pytest.raises(IndexCorrupt, match="mots de l'index ont été modifiés"):
        verify(tmp_path, corpus, None)
    path.write_text("{")
    with pytest.raises(IndexCorrupt, match="Mots de l'index illisibles"):
        Search.open(tmp_path, corpus)


def test_verify_sees_missing_and_changed_vectors(tmp_path, corpus):
    built(tmp_path, corpus)

    class Turned(WordHashEmbedder):
        def passages(self, texts, progress=None):
            return super().passages(texts)[:, ::-1]

    with pytest.raises(IndexCorrupt, match="ne correspond pas à son passage"):
        verify(tmp_path, corpus, Model("word-hash", Turned))
    import shutil

    shutil.rmtree(current(tmp_path) / VECTORS)
    with pytest.raises(IndexCorrupt):
        verify(tmp_path, corpus, WORD_HASH)
