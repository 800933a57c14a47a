use ardoise_protocol::*;
use ardoise_python::*;
struct H(Vec<String>);
impl Host for H {
    fn report(&mut self, r: Report) {
        println!("{r:?}");
        if let Report::Failed { failure, .. } = &r {
            println!("{}", failure.traceback.join("\n"));
        }
    }
    fn answer(&mut self, _p: &str, _s: bool) -> Option<String> {
        if self.0.is_empty() { None } else { Some(self.0.remove(0)) }
    }
    fn module_source(&mut self, n: &str) -> Option<Vec<u8>> {
        eprintln!("[fetch {n}]");
        library::source(n).map(|s| s.to_vec())
    }
    fn now_ms(&mut self) -> f64 {
        1.7e12
    }
    fn monotonic_ms(&mut self) -> f64 {
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64()
            * 1000.0
    }
    fn zone_minutes(&mut self, _: f64) -> i32 {
        60
    }
    fn fill_random(&mut self, b: &mut [u8]) {
        b.fill(7)
    }
    fn sleep_ms(&mut self, _: f64) {}
}
fn main() {
    std::thread::Builder::new()
        .stack_size(16 << 20)
        .spawn(|| {
            let t = std::time::Instant::now();
            let mut k = Kernel::start(Box::new(H(vec!["Zoé".into(), "12".into()])));
            eprintln!("start {:?}", t.elapsed());
            for (i, f) in std::env::args().skip(1).enumerate() {
                let src = if f.ends_with(".py") { std::fs::read_to_string(f).unwrap() } else { f };
                k.handle(Request::Run {
                    run: RunId(i as u32 + 1),
                    count: i as u32 + 1,
                    cell: format!("c{i}"),
                    source: src,
                });
            }
        })
        .unwrap()
        .join()
        .unwrap();
}
