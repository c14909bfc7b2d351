# validate - what a JSON Schema says of YAML files, one line a file: "ok FILE" or "wrong FILE: where: why"
#
#     python3 tests/schema/validate.py SCHEMA FILE...
#
# Scalars are read as an editor's YAML 1.2 reads them: null, true, false and numbers are such, all else is text.
import re
import sys

import jsonschema
import json
import yaml


class Loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}


for tag, pattern, first in [
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", list("-+.0123456789")),
]:
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)


def load(path):
    with open(path, encoding="utf-8-sig") as file:
        return yaml.load(file, Loader)


def text_keys(value):
    """Keys are texts to coplant, whatever they look like."""
    if isinstance(value, dict):
        return {str(key): text_keys(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [text_keys(inner) for inner in value]
    return value


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for path in sys.argv[2:]:
    try:
        error = jsonschema.exceptions.best_match(validator.iter_errors(text_keys(load(path))))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as broken:
        print("wrong %s: %s" % (path, str(broken).split("\n")[0]))
        continue
    if error is None:
        print("ok " + path)
    else:
        print("wrong %s: %s: %s" % (path, "/".join(map(str, error.absolute_path)), error.message.split("\n")[0][:200]))
