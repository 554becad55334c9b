// A soak has the process to itself: it looks at the thread pool to see whether anything still goes on.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
