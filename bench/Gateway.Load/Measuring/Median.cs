namespace Gateway.Load;

internal static class Median
{
    public static double Of(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <param name="values">At least one.</param>
    /// <param name="part">From 0 to 1.</param>
    public static double Percentile(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(sorted.Length * part))];
    }
}
