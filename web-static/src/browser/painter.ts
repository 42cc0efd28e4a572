// Paints at most once per animation frame, however many frames of data arrived in between.
export class Painter {
  private pending_ = false;

  constructor(private readonly paint_: () => void) {}

  request(): void {
    if (this.pending_) return;
    this.pending_ = true;
    requestAnimationFrame(() => {
      this.pending_ = false;
      this.paint_();
    });
  }
}
