#!/usr/bin/env bash
# A sweep on a real Slurm with one node that fails in the middle gives the digest of one process.
#
# Starts munge, slurmctld and three slurmd on this machine, in a folder of their own and on loopback, and
# stops them. Needs root and Debian's slurm-wlm and munge. Usage: tests/slurm.sh
set -euo pipefail
cd "$(dirname "$0")/.."

program=$PWD/target/release/isolement
work=$(mktemp -d /tmp/isolement-slurm-XXXXXX)
chmod 755 "$work"
export SLURM_CONF=$work/slurm.conf
nodes="n1 n2 n3"

# The processes that Slurm started for one node of this test, by their own environment.
of_node() {
    local environ
    for environ in /proc/[0-9]*/environ; do
        if tr '\0' '\n' 2> /dev/null < "$environ" | grep -qx "SLURMD_NODENAME=$1" &&
            tr '\0' '\n' 2> /dev/null < "$environ" | grep -qx "SLURM_CONF=$SLURM_CONF"; then
            basename "$(dirname "$environ")"
        fi
    done
}

stop() { # PIDFILE
    if [ -s "$work/$1" ]; then kill -9 "$(cat "$work/$1")" 2> /dev/null || true; fi
}

finish() {
    local status=$?
    for node in $nodes; do
        stop "slurmd-$node.pid"
        of_node "$node" | xargs -r kill -9 2> /dev/null || true
    done
    stop slurmctld.pid
    stop munged.pid
    if [ "$status" -ne 0 ]; then
        tail -n 25 "$work"/*.log "$work"/store/slurm/*.log 2> /dev/null || true
    fi
    rm -rf "$work"
    exit "$status"
}
trap finish EXIT

head -c 1024 /dev/urandom > "$work/munge.key"
chmod 600 "$work/munge.key"
munged --force --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" \
    --log-file="$work/munged.log" --seed-file="$work/munge.seed"

host=$(hostname -s)
cat > "$SLURM_CONF" <<EOF
ClusterName=isolement
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$work/munge.socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd-%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SlurmdTimeout=10
ReturnToService=2
JobRequeue=1
KillWait=2
NodeName=n[1-3] NodeHostname=$host NodeAddr=127.0.0.1 Port=[16821-16823] CPUs=1 RealMemory=500 State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
EOF
mkdir "$work/state"
slurmctld
for node in $nodes; do
    mkdir "$work/spool-$node"
    slurmd -N "$node"
done

wait_for() { # SECONDS WHAT COMMAND...
    local until=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        if [ "$SECONDS" -ge "$until" ]; then
            echo "waited too long for: $what" >&2
            sinfo >&2 || true
            squeue >&2 || true
            exit 1
        fi
        sleep 0.5
    done
}
idle() { [ "$(sinfo --noheader --Node --format=%T | grep -c '^idle$')" -eq 3 ]; }
wait_for 60 "three idle nodes" idle
slurmctld -V

cat > "$work/sweep.toml" <<EOF
schema = 1
policies = ["$PWD/scenarios/regular-practice.toml", "$PWD/scenarios/rotterdam-approach.toml"]
replicates = 2
scale = 0.1
years = 3
settings_per_part = 2
[design]
kind = "sobol"
samples = 32
[parameters]
"ties.loss" = {}
"visits.recovery" = {}
EOF
digest() { "$program" --lang en sweep merge "$1" | sed -n 's/^digest: //p'; }

"$program" --lang en sweep run "$work/sweep.toml" --out "$work/alone" > /dev/null
expected=$(digest "$work/alone")
[ -n "$expected" ]

"$program" --lang en sweep plan "$work/sweep.toml" --out "$work/store" > /dev/null
"$program" --lang en sweep submit "$work/store" --slurm --shards 6 --throttle 3 --partition test --time 00:10:00

parts() { find "$work/store/parts" -name '*.parquet' | wc -l; }
begun() { [ "$(parts)" -ge 3 ] && [ -n "$(squeue --noheader --nodelist=n2 --states=RUNNING)" ]; }
wait_for 120 "the first parts, with a task on n2" begun
echo "node n2 fails after $(parts) of 32 parts"
# A node that loses its power says nothing more: slurmd, the keeper of the task and the task are stopped
# before anything is killed, or the keeper would report the end of its task.
tasks=$(of_node n2)
keepers=""
for task in $tasks; do
    parent=$(ps -o ppid= -p "$task" | tr -d ' ')
    if [ "$(ps -o comm= -p "${parent:-1}")" = slurmstepd ]; then keepers="$keepers $parent"; fi
done
lost="$(cat "$work/slurmd-n2.pid") $keepers $tasks"
# shellcheck disable=SC2086 # the processes are words, of which some may have ended
kill -STOP $lost 2> /dev/null || true
# shellcheck disable=SC2086
kill -9 $lost 2> /dev/null || true

down() { sinfo --noheader --Node --nodes=n2 --format=%T | grep -q '^down'; }
wait_for 60 "Slurm to notice that n2 is down" down
ended() { [ -z "$(squeue --noheader)" ]; }
wait_for 300 "the array to end" ended

# The task of the failed node was queued again, by Slurm and not by us.
grep -i "requeue.*due to failure of node n2" "$work/slurmctld.log" | tail -n 1
found=$(digest "$work/store")
echo "one process: $expected"
echo "Slurm:       $found"
[ "$found" = "$expected" ]

# A task that runs again changes nothing.
"$program" --lang en sweep submit "$work/store" --slurm --shards 6 --partition test > /dev/null
wait_for 120 "the second array to end" ended
[ "$(digest "$work/store")" = "$expected" ]
echo "slurm: the digest of one process, with a node that failed, and again when all tasks ran twice"
