#!/usr/bin/env bash
# Measures every query strategy on six public data sets, and writes docs/benchmarks/strategies.md from what was measured.
# usage: tests/benchmarks/strategies.sh [FOLDER]   (default: tests/benchmarks/target/strategies)
# Needs Maven, a JDK 21 or newer, Python 3 and the data (LABELLOOP_DATA, default ../shared/data). Results that are in the folder already
# are kept, so an interrupted run goes on where it was. Settings: LABELLOOP (the program), SETS, THREADS.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=$(cd "${LABELLOOP_DATA:-../shared/data}" && pwd -P)
mkdir -p "${1:-tests/benchmarks/target/strategies}"
folder=$(cd "${1:-tests/benchmarks/target/strategies}" && pwd -P)
labelloop=${LABELLOOP:-./labelloop}

# ten seeds for random sampling, the default and its nearest rivals; three for the others, most of which train a committee each
# round or hold every candidate against every other; on the small digits ten for more of them
ten=random,margin-cluster,margin,least-confidence,entropy,weighted-k-means++,badge
cheap=ratio,information-density,expected-gradient-length,maximum-model-change
dear=ranked-batch,k-center,typiclust,probcover,vote-entropy,committee-kl,version-space,expected-model-change
# a bandit pays for its validation stream, 100 labels of the 525; the portfolio of the same three pays for none
bandits='bandit(margin-cluster,least-confidence,badge),portfolio(margin-cluster,least-confidence,badge)'
tagging=mnlp,least-confidence,margin,token-entropy,total-token-entropy,n-best-entropy,sequence-entropy
committees='vote-entropy,committee-kl,portfolio(mnlp,n-best-entropy),portfolio(mnlp,vote-entropy)'

campaign() { # name, labels, pool section, batch, trainer, type, column of the truth
  cat >"$folder/$1.campaign.json" <<EOF
{"task": {"type": "$6", "labels": $2}, "pool": $3, "model": {"trainer": "$5"},
 "query": {"batchSize": $4, "seedSet": {"size": $4, "method": "typical"}},
 "workforce": {"type": "simulated", "truth": "$7", "pricePerAnnotation": "0.01 USD", "annotators": [{"count": 3, "accuracy": 1}]},
 "stop": {"maxRounds": 2}, "seed": 7}
EOF
}

compare() { # set, group, strategies, seeds, rounds, further options
  local set=$1 group=$2 strategies=$3 seeds=$4 rounds=$5
  shift 5
  [ -s "$folder/$set.$group.json" ] && return
  "$labelloop" compare "$folder/$set.campaign.json" --strategies "$strategies" --seeds "$seeds" --batches "$rounds" \
    --threads "${THREADS:-$(nproc)}" --plot "$folder/$set.$group.svg" --json "$@" >"$folder/$set.$group.part"
  mv "$folder/$set.$group.part" "$folder/$set.$group.json"
}

text() { printf '{"location": "%s", "id": "id", "text": "text"}' "$data/text/$1"; }
columns() { printf '{"location": "%s", "id": "id", "features": ["%s"]}' "$data/$1" "$2"; }
digits='["0","1","2","3","4","5","6","7","8","9"]'

campaign trec '["abbreviation","description","entity","human","location","numeric"]' "$(text trec.train.jsonl)" 25 logistic-regression classification label
campaign sms '["ham","spam"]' "$(text sms.jsonl)" 25 logistic-regression classification label
campaign subj '["objective","subjective"]' "$(text subj.jsonl)" 25 logistic-regression classification label
campaign digits "$digits" "$(columns images/digits.csv 'p*')" 25 logistic-regression classification label
campaign pendigits "$digits" "$(columns tabular/pendigits.csv 'x*')" 100 logistic-regression classification label
cat "$data/sequence/wnut17.train.conll" >"$folder/wnut17.conll"
campaign wnut17 '["corporation","creative-work","group","location","person","product"]' \
  "{\"location\": \"$folder/wnut17.conll\"}" 100 crf sequence tags

for set in ${SETS:-digits trec sms subj pendigits wnut17}; do
  case $set in
    wnut17)
      compare wnut17 ten "random,$tagging" 10 4
      # five members of a committee are a conditional random field each
      compare wnut17 three "random,$committees" 3 4
      ;;
    digits)
      compare digits ten "$ten,$cheap" 10 20
      compare digits three "random,$dear" 3 20
      ;;
    *)
      test=()
      [ "$set" != trec ] || test=(--test "$data/text/trec.test.jsonl")
      compare "$set" ten "$ten" 10 20 "${test[@]}"
      compare "$set" three "random,$cheap,$dear" 3 20 "${test[@]}"
      # what varies most is measured more often
      [ "$set" != trec ] || compare trec hundred random,margin-cluster 100 20 "${test[@]}"
      case $set in
        trec | sms) compare "$set" bandits "random,$bandits" 10 20 "${test[@]}" ;;
      esac
      ;;
  esac
done
python3 tests/benchmarks/strategies_page.py "$folder" docs/benchmarks/strategies.md
