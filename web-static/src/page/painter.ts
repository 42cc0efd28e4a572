// Paints at most once per animation frame, however many frames of data arrived in between.
export class Painter {
  private asked_ = false;

  constructor(private readonly paint_: () => void) {}

  ask(): void {
    if (this.asked_) return;
    this.asked_ = true;
    requestAnimationFrame(() => {
      this.asked_ = false;
      this.paint_();
    });
  }
}
