//! The harness: a folder of its own for each story, the real program in it, and a running desk that
//! ends with the story.

use crate::desk::Browser;
use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;
use serde_json::Value;
use std::fs;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;
use tempfile::TempDir;

/// A desk has this long to do what it is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a desk may take to end after SIGTERM.
const DRAIN: Duration = Duration::from_secs(10);
/// How often one looks again.
const STEP: Duration = Duration::from_millis(20);

/// A folder with the data folder `data` in it, which the program finds by `AFTERCARE_DATA`.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Home {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("data")).expect("a data folder");
        Home { folder }
    }

    /// The path of something in the data folder.
    pub fn data(&self, name: &str) -> PathBuf {
        self.folder.path().join("data").join(name)
    }

    /// Writes a file beside the data folder.
    pub fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, content).expect("writes");
        path.display().to_string()
    }

    /// The first orders of the sample file, in GB18030 as the platform gives it.
    pub fn orders(&self, rows: usize) -> String {
        self.file("orders.csv", &lines_of_the_sample(rows).join(&b'\n'))
    }

    /// The program with these words, knowing nothing of the environment of the tests.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aftercare"));
        for (name, _) in std::env::vars_os() {
            let ours = name.to_string_lossy().starts_with("AFTERCARE_");
            if ours || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().any(|l| name == *l) {
                command.env_remove(name);
            }
        }
        command
            .current_dir(self.folder.path())
            .env("AFTERCARE_DATA", self.data(""))
            .stdin(Stdio::null())
            .args(words);
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, words: &[&str]) -> Ended {
        Ended::of(&mut self.command(words))
    }

    /// Runs a command that reads a line.
    pub fn run_told(&self, words: &[&str], line: &str) -> Ended {
        let mut command = self.command(words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().expect("starts");
        let mut input = child.stdin.take().expect("a pipe");
        writeln!(input, "{line}").expect("takes the line");
        drop(input);
        Ended::from(child.wait_with_output().expect("ends"))
    }

    /// A running desk on a free port.
    pub fn serve(&self) -> Running {
        self.serve_with(&[])
    }

    /// The same with more variables.
    pub fn serve_with(&self, variables: &[(&str, &str)]) -> Running {
        let err = self.folder.path().join("err.txt");
        self.serve_telling(variables, File::create(&err).expect("a file").into())
    }

    /// The same at a terminal, which may go away.
    pub fn serve_at_a_terminal(&self) -> Running {
        File::create(self.folder.path().join("err.txt")).expect("a file");
        self.serve_telling(&[], Stdio::piped())
    }

    fn serve_telling(&self, variables: &[(&str, &str)], told: Stdio) -> Running {
        let out = self.folder.path().join("out.txt");
        let err = self.folder.path().join("err.txt");
        let child = self
            .command(&["serve"])
            .env("AFTERCARE_LISTEN", "127.0.0.1:0")
            .envs(variables.iter().copied())
            .stdout(File::create(&out).expect("a file"))
            .stderr(told)
            .spawn()
            .expect("starts");
        let mut desk = Running {
            child,
            listen: String::new(),
            out,
            err,
        };
        desk.listen = until("the desk listens", || {
            let ended = desk.child.try_wait().expect("can be asked");
            assert!(ended.is_none(), "ended with {ended:?}: {}", desk.said());
            let line = desk.log().into_iter().find(|l| l["message"] == "serving")?;
            Some(line["listen"].as_str()?.to_owned())
        });
        desk
    }
}

/// The headings of the sample file and its first `rows` rows.
pub fn lines_of_the_sample(rows: usize) -> Vec<Vec<u8>> {
    let sample = include_bytes!("../../fixtures/imports/taobao-1000.csv");
    let lines = sample.split(|byte| *byte == b'\n');
    lines.take(rows + 1).map(<[u8]>::to_vec).collect()
}

/// Looks again and again, for a bounded time.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed() < PATIENCE, "waited in vain until {what}");
        std::thread::sleep(STEP);
    }
}

/// How a command ended and what it said.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ended {
    fn of(command: &mut Command) -> Ended {
        Ended::from(command.output().expect("starts"))
    }

    /// Asserts an exit code.
    pub fn with(self, code: i32) -> Ended {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// Asserts that it said this, on either stream.
    pub fn says(self, words: &str) -> Ended {
        let said = self.out.contains(words) || self.err.contains(words);
        assert!(said, "no {words:?} in {self:?}");
        self
    }

    /// Its standard output, which is one JSON object on one line.
    pub fn json(&self) -> Value {
        assert_eq!(self.out.lines().count(), 1, "{self:?}");
        serde_json::from_str(&self.out).expect("JSON")
    }
}

impl From<std::process::Output> for Ended {
    fn from(output: std::process::Output) -> Ended {
        Ended {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }
}

/// A desk that serves. Dropping it kills the process.
pub struct Running {
    child: Child,
    /// `127.0.0.1:port`
    pub listen: String,
    out: PathBuf,
    err: PathBuf,
}

impl Running {
    pub fn pid(&self) -> String {
        self.child.id().to_string()
    }

    /// Someone at a screen.
    pub fn browser(&self) -> Browser {
        Browser::new(&format!("http://{}", self.listen))
    }

    /// The terminal it was started from goes away.
    pub fn nobody_reads(&mut self) {
        drop(self.child.stderr.take());
    }

    /// What it told the terminal.
    pub fn said(&self) -> String {
        fs::read_to_string(&self.err).expect("text")
    }

    /// Every line of the log that is complete.
    pub fn log(&self) -> Vec<Value> {
        let text = fs::read_to_string(&self.out).expect("text");
        let complete = text.rfind('\n').map_or("", |end| &text[..end]);
        let json = |line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
        complete.lines().map(json).collect()
    }

    /// The log as it was written.
    pub fn log_text(&self) -> String {
        fs::read_to_string(&self.out).expect("text")
    }

    /// The set-up link it showed.
    pub fn set_up_link(&self) -> String {
        let said = self.said();
        let link = said
            .split_whitespace()
            .find(|word| word.contains("/setup#"));
        link.expect("a set-up link").to_owned()
    }

    /// Asks it to end, and sees that it does so well and in time.
    pub fn stop(mut self) {
        let pid = i32::try_from(self.child.id()).expect("a pid");
        let pid = Pid::from_raw(pid).expect("a pid");
        let began = Instant::now();
        kill_process(pid, Signal::TERM).expect("takes the signal");
        let status = until("the desk ends", || {
            self.child.try_wait().expect("can be asked")
        });
        assert_eq!(status.code(), Some(0), "{}", self.said());
        assert!(began.elapsed() < DRAIN, "{:?}", began.elapsed());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
