"""Runs Lambda functions as processes of this machine, under AWS's own runtime interface client.

One object per execution environment: it serves the Runtime API (next, response, error) on a loopback
port and starts one JVM that asks it for work. Settings, from the environment:

LABELLOOP_JAVA  the java executable
LABELLOOP_RIC   a folder with the runtime interface client's jars
LABELLOOP_JNI   its native library, unpacked once: unpacked by each JVM to one path, they would crash
LABELLOOP_FAULTS  a folder in which tests lay what shall go wrong:
    endpoint     a URL that functions are given as AWS_ENDPOINT_URL, if they start while it is there
    NAME.lose    the function whose name contains NAME does its work, and dies before it answers
    NAME.kill    that function is killed as soon as it has been given its work
  Each of the last two happens once.
"""

import json
import os
import queue
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

LONGEST_ANSWER = 6_291_556
POLL_SECONDS = 0.02


def function_error(error_type, message):
    payload = json.dumps({"errorType": error_type, "errorMessage": message}).encode()
    return StatusErrorException(message, payload=payload)


class RuntimeApi(ThreadingHTTPServer):
    """The Runtime API of one execution environment."""

    daemon_threads = True

    def __init__(self, config):
        super().__init__(("127.0.0.1", 0), RuntimeApiHandler)
        self.timeout_seconds = config.timeout
        self.invocations = queue.Queue()
        self.answers = queue.Queue()
        self.ready = threading.Event()
        self.init_error = None


class RuntimeApiHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *args):
        pass

    def do_GET(self):
        self.server.ready.set()
        invocation = self.server.invocations.get()
        if invocation is None:
            self.close_connection = True
            return
        deadline = int((time.time() + self.server.timeout_seconds) * 1000)
        body = invocation["payload"].encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Lambda-Runtime-Aws-Request-Id", invocation["invoke-id"])
        self.send_header("Lambda-Runtime-Deadline-Ms", str(deadline))
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", invocation["invoked-function-arn"])
        self.send_header("Lambda-Runtime-Trace-Id", invocation["trace-id"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.read_body()
        if self.path.endswith("/runtime/init/error"):
            self.server.init_error = body
            self.server.ready.set()
        elif self.path.endswith("/response"):
            self.server.answers.put((body, False))
        elif self.path.endswith("/error"):
            self.server.answers.put((body, True))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def read_body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        body = b""
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            body += self.rfile.read(size)
            self.rfile.readline()
            if size == 0:
                return body


class ProcessExecutor(RuntimeExecutor):
    def __init__(self, id, function_version):
        super().__init__(id, function_version)
        self.api = RuntimeApi(function_version.config)
        self.process = None
        self.invocations = 0
        self.log_path = os.path.join(os.environ["LABELLOOP_LOGS"], self.name + "-" + id + ".log")

    @property
    def name(self):
        return self.function_version.id.function_name

    @classmethod
    def prepare_version(cls, function_version):
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        pass

    def start(self, env_vars):
        config = self.function_version.config
        code = str(config.code.get_unzipped_code_location())
        env = {key: str(value) for key, value in env_vars.items()}
        for key in ("PATH", "HOME", "LANG"):
            if key in os.environ:
                env.setdefault(key, os.environ[key])
        env["TZ"] = "UTC"
        env["LAMBDA_TASK_ROOT"] = code
        env["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:%d" % self.api.server_port
        endpoint = self.fault("endpoint", once=False)
        if endpoint:
            env["AWS_ENDPOINT_URL"] = endpoint
        ric = os.environ["LABELLOOP_RIC"]
        began = time.monotonic()
        threading.Thread(target=self.api.serve_forever, daemon=True).start()
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [
                    os.environ["LABELLOOP_JAVA"],
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-Xmx%dm" % (config.memory_size * 8 // 10),
                    "-Dsun.misc.unsafe.memory.access=allow",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
                    + os.environ["LABELLOOP_JNI"],
                    "-cp",
                    ":".join([ric + "/*", code, code + "/lib/*"]),
                    "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                    config.handler,
                ],
                env=env,
                cwd=code,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        while not self.api.ready.wait(POLL_SECONDS):
            if self.process.poll() is not None:
                raise function_error(
                    "Runtime.ExitError", "the runtime ended with %s" % self.process.returncode
                )
        self.record("start", began)
        if self.api.init_error is not None:
            raise StatusErrorException("the function did not start", payload=self.api.init_error)

    def stop(self):
        self.api.invocations.put(None)
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.api.shutdown()
        self.api.server_close()

    def invoke(self, payload):
        request = payload["invoke-id"]
        deadline = time.monotonic() + self.function_version.config.timeout
        began = time.monotonic()
        kill, lose = self.fault(".kill"), self.fault(".lose")
        self.api.invocations.put(payload)
        if kill:
            self.process.kill()
        while True:
            try:
                body, is_error = self.api.answers.get(timeout=POLL_SECONDS)
                break
            except queue.Empty:
                if self.process.poll() is not None:
                    raise function_error(
                        "Runtime.ExitError",
                        "RequestId: %s Error: Runtime exited with error: exit status %s"
                        % (request, self.process.returncode),
                    )
                if time.monotonic() > deadline:
                    self.process.kill()
                    raise function_error(
                        "Sandbox.Timedout",
                        "RequestId: %s Error: Task timed out after %.2f seconds"
                        % (request, self.function_version.config.timeout),
                    )
        self.invocations += 1
        self.record("first" if self.invocations == 1 else "warm", began)
        if lose:
            self.process.kill()
            raise function_error("Runtime.ExitError", "RequestId: %s Error: lost" % request)
        if len(body) > LONGEST_ANSWER:
            raise function_error("Function.ResponseSizeTooLarge", "the answer is too large")
        return InvocationResult(
            request_id=request, payload=body, is_error=is_error, logs=self.get_logs()[-4096:]
        )

    def fault(self, name, once=True):
        """What a test lays down to go wrong, or None."""
        folder = os.environ.get("LABELLOOP_FAULTS", "")
        if not os.path.isdir(folder):
            return None
        for file in sorted(os.listdir(folder)):
            if file == name or (file.endswith(name) and file[: -len(name)] in self.name):
                path = os.path.join(folder, file)
                try:
                    with open(path) as content:
                        text = content.read().strip() or "yes"
                    if once:
                        os.rename(path, path + ".done")
                    return text
                except FileNotFoundError:
                    continue
        return None

    def record(self, what, began):
        """Adds a line to timings.csv: function, what, seconds, and the process's CPU seconds so far."""
        seconds = time.monotonic() - began
        try:
            with open("/proc/%d/stat" % self.process.pid) as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except FileNotFoundError:  # it has ended since
            return
        ticks = sum(int(field) for field in fields[11:13])
        with open(os.path.join(os.environ["LABELLOOP_LOGS"], "timings.csv"), "a") as timings:
            timings.write(
                "%s,%s,%.3f,%.2f\n"
                % (self.name, what, seconds, ticks / os.sysconf("SC_CLK_TCK"))
            )

    def get_logs(self):
        try:
            with open(self.log_path, encoding="utf-8", errors="replace") as log:
                return log.read()
        except FileNotFoundError:
            return ""

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return "http://127.0.0.1:%d" % self.api.server_port


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *args, **kwargs):
        return ProcessExecutor
